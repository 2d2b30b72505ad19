using Besoksnaring.Portal.Look;
using Besoksnaring.Portal.SignIn;
using Besoksnaring.Vocabularies;
using Besoksnaring.Vocabularies.Places;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Besoksnaring.Portal.People;

/// <summary>Who decides what: for administrators.</summary>
sealed class EditorsModel(PortalContext portal, UserManager<Person> people, Region region) : PortalPage(portal)
{
    public IReadOnlyList<(EditorRole Role, string Email, string Name)> Roles { get; private set; } = [];

    public IReadOnlyList<Municipality> Municipalities => [.. region.Municipalities.All.OrderBy(municipality => municipality.Name, StringComparer.Create(System.Globalization.CultureInfo.GetCultureInfo("sv"), false))];

    public string? Email { get; private set; }

    public string? Fault { get; private set; }

    public string NameOf(EditorRole role) => role.Kind switch
    {
        EditorKind.Administrator => Said.Of("administratör", "administrator"),
        EditorKind.Region => Said.Of("hela regionen", "the whole region"),
        _ => region.Municipalities.All.FirstOrDefault(municipality => municipality.Code == role.Municipality)?.Name ?? role.Municipality!,
    };

    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAddAsync(string? email, string? what)
    {
        var stop = HttpContext.RequestAborted;
        if (!await LoadAsync())
        {
            return NotFound();
        }
        Email = email;
        var kind = what switch { "administrator" => EditorKind.Administrator, "region" => EditorKind.Region, _ => EditorKind.Municipality };
        var municipality = kind == EditorKind.Municipality ? Municipalities.FirstOrDefault(one => one.Code == what)?.Code : null;
        if (SignInLinks.AddressIn(email) is not { } address || (kind == EditorKind.Municipality && municipality is null))
        {
            Fault = Said.Of("Skriv en e-postadress och välj var personen beslutar.", "Write a mail address and choose where the person decides.");
            return Again();
        }
        // Known before the first sign-in; the address is confirmed by it.
        var person = await people.FindByEmailAsync(address.Address);
        if (person is null)
        {
            person = new Person { Id = Guid.CreateVersion7(), UserName = address.Address, Email = address.Address, Language = "sv", CreatedAt = Now, LastSeen = Now.InUtc().Date };
            await people.CreateAsync(person);
        }
        if (!await Portal.EditorRoles.AnyAsync(role => role.PersonId == person.Id && role.Kind == kind && role.Municipality == municipality, stop))
        {
            Portal.EditorRoles.Add(new EditorRole { Id = Guid.CreateVersion7(), PersonId = person.Id, Kind = kind, Municipality = municipality, Since = Now });
            Note($"person:{person.Id}", "role given", $"{kind} {municipality}".Trim());
            await Portal.SaveChangesAsync(stop);
        }
        return ToPage("/editors", Said.Of("Tillagd. Personen loggar in med sin e-postadress.", "Added. The person signs in by their mail address."));
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid role)
    {
        var stop = HttpContext.RequestAborted;
        if (!await LoadAsync())
        {
            return NotFound();
        }
        if (await Portal.EditorRoles.SingleOrDefaultAsync(one => one.Id == role, stop) is not { } held)
        {
            return NotFound();
        }
        if (held.Kind == EditorKind.Administrator && await Portal.EditorRoles.CountAsync(one => one.Kind == EditorKind.Administrator, stop) == 1)
        {
            Fault = Said.Of("Det måste finnas en administratör.", "There must be an administrator.");
            return Again();
        }
        Portal.EditorRoles.Remove(held);
        Note($"person:{held.PersonId}", "role taken", $"{held.Kind} {held.Municipality}".Trim());
        await Portal.SaveChangesAsync(stop);
        return ToPage("/editors", Said.Of("Rollen är borttagen, genast.", "The role is taken, at once."));
    }

    async Task<bool> LoadAsync()
    {
        if (!Me.IsAdministrator)
        {
            return false;
        }
        Roles = [.. (await (
            from role in Portal.EditorRoles.AsNoTracking()
            join person in Portal.Users.AsNoTracking() on role.PersonId equals person.Id
            orderby person.NormalizedEmail, role.Id
            select new { role, person.Email, person.Name }).ToListAsync(HttpContext.RequestAborted)).Select(one => (one.role, one.Email!, one.Name))];
        return true;
    }
}
