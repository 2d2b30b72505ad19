using System.Text.Json;
using Besoksnaring.Contracts;
using Besoksnaring.Portal.Look;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Besoksnaring.Portal.People;

/// <summary>What is known about who is signed in: shown, changed, given, erased.</summary>
sealed class MeModel(PortalContext portal, SignInManager<Person> signIn, UserManager<Person> people) : PortalPage(portal)
{
    const int LongestName = 100;

    public async Task<IActionResult> OnPostNameAsync(string? name, string? asked)
    {
        var cleaned = new string([.. (name ?? "").Where(c => !char.IsControl(c))]).Trim();
        Me.Person.Name = cleaned.Length <= LongestName ? cleaned : cleaned[..LongestName];
        Me.Person.MayBeAsked = asked == "yes";
        await Portal.SaveChangesAsync(HttpContext.RequestAborted);
        return ToPage("/me", Said.Of("Sparat.", "Saved."));
    }

    public async Task<IActionResult> OnGetExportAsync()
    {
        var (id, stop) = (Me.Person.Id, HttpContext.RequestAborted);
        var all = new
        {
            Me.Person.Email,
            Me.Person.Name,
            Me.Person.Language,
            Me.Person.MayBeAsked,
            Me.Person.CreatedAt,
            Me.Person.LastSeen,
            Organisations = Me.Organisations.Select(organisation => organisation.Name),
            Roles = await Portal.EditorRoles.AsNoTracking().Where(role => role.PersonId == id).Select(role => new { Kind = role.Kind.ToString(), role.Municipality, role.Since }).ToListAsync(stop),
            Claims = await Portal.Claims.AsNoTracking().Where(claim => claim.PersonId == id).Select(claim => new { claim.ListingId, claim.Message, State = claim.State.ToString(), claim.At }).ToListAsync(stop),
            Did = await Portal.Audit.AsNoTracking().Where(entry => entry.PersonId == id).OrderBy(entry => entry.Number).Select(entry => new { entry.At, entry.About, entry.What, entry.Details }).ToListAsync(stop),
        };
        return File(JsonSerializer.SerializeToUtf8Bytes(all, ContractsJson.Options), "application/json", "besoksnaring.json");
    }

    public async Task<IActionResult> OnPostSignOutAsync()
    {
        await signIn.SignOutAsync();
        return ToPage("/");
    }

    public async Task<IActionResult> OnPostEverywhereAsync()
    {
        await people.UpdateSecurityStampAsync(Me.Person);
        await signIn.SignOutAsync();
        return ToPage("/", Said.Of("Du är utloggad överallt, senast om en minut.", "You are signed out everywhere, within a minute."));
    }

    public async Task<IActionResult> OnPostEraseAsync()
    {
        var (id, email, stop) = (Me.Person.Id, Me.Person.Email, HttpContext.RequestAborted);
        await using var transaction = await Portal.Database.BeginTransactionAsync(stop);
        await Portal.Claims.Where(claim => claim.PersonId == id).ExecuteUpdateAsync(claim => claim.SetProperty(c => c.PersonId, (Guid?)null), stop);
        await Portal.Drafts.Where(draft => draft.SavedBy == id).ExecuteUpdateAsync(draft => draft.SetProperty(d => d.SavedBy, (Guid?)null), stop);
        await Portal.Questions.Where(question => question.PersonId == id).ExecuteDeleteAsync(stop);
        await Portal.Links.Where(link => link.Email == email).ExecuteDeleteAsync(stop);
        await Portal.Memberships.Where(membership => membership.PersonId == id).ExecuteDeleteAsync(stop);
        await Portal.EditorRoles.Where(role => role.PersonId == id).ExecuteDeleteAsync(stop);
        Note($"person:{id}", "erased", "on request");
        Portal.Users.Remove(Me.Person);
        await Portal.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        await signIn.SignOutAsync();
        return ToPage("/", Said.Of("Du är borttagen.", "You are erased."));
    }
}
