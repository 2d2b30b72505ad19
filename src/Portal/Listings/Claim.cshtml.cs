using Besoksnaring.Contracts;
using Besoksnaring.Portal.Look;
using Besoksnaring.Portal.People;
using Besoksnaring.Portal.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Besoksnaring.Portal.Listings;

/// <summary>Somebody says that a listing is theirs: so it is at once when it has their confirmed address, else the municipality decides.</summary>
sealed class ClaimModel(PortalContext portal, ListingFinder finder, IAnsweringSink desk, Attempts attempts, IOptions<PortalOptions> options) : PortalPage(portal)
{
    const int LongestMessage = 1000;

    public FoundListing Listing { get; private set; } = null!;

    public bool IsAtOnce { get; private set; }

    public string? Message { get; private set; }

    public string? Fault { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id) => await LoadAsync(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id, Guid? organisation, string? organisationName, string? message)
    {
        var stop = HttpContext.RequestAborted;
        if (!await LoadAsync(id))
        {
            return NotFound();
        }
        Message = message?.Trim();
        if (!IsAtOnce && Message is not { Length: > 0 and <= LongestMessage })
        {
            return Refuse(Said.Of("Skriv hur kommunen kan se att den är din.", "Write how the municipality can see that it is yours."));
        }
        if (!await attempts.TakeAsync($"begun by:{Me.Person.Id}", options.Value.BeginningsPerPerson, HttpContext.RequestAborted))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }
        var (owner, fault) = OrganisationChoice.Of(Portal, Me, organisation, organisationName, Now);
        if (owner is null)
        {
            return Refuse(Said.Of(fault!.Swedish, fault.English));
        }
        // Whose address the listing has is who the municipality would have asked.
        owner.IsTrusted |= IsAtOnce;
        Portal.Claims.Add(new Claim
        {
            Id = Guid.CreateVersion7(),
            ListingId = id,
            OrganisationId = owner.Id,
            PersonId = Me.Person.Id,
            Message = IsAtOnce ? "" : Message!,
            State = IsAtOnce ? ClaimState.Approved : ClaimState.Waiting,
            At = Now,
            DecidedAt = IsAtOnce ? Now : null,
        });
        if (IsAtOnce)
        {
            Portal.Ownerships.Add(new Ownership { ListingId = id, OrganisationId = owner.Id, Since = Now });
        }
        Note($"listing:{id}", IsAtOnce ? "claimed" : "claim made", $"organisation:{owner.Id}{(IsAtOnce ? ", by the listing's own address" : "")}");
        try
        {
            await Portal.SaveChangesAsync(stop);
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            Portal.ChangeTracker.Clear();
            return Refuse(Said.Of("Någon har redan frågat om den här, och kommunen har inte svarat än.", "Somebody has asked for this one already, and the municipality has not answered yet."));
        }
        return IsAtOnce ? ToPage($"/listings/{id}", Said.Of("Den är din. Titta om allt stämmer.", "It is yours. Look whether everything is right.")) : ToPage("/listings", Said.Of("Kommunen har fått din fråga.", "The municipality has your question."));
    }

    async Task<bool> LoadAsync(string id)
    {
        if (await finder.ReadAsync([id], HttpContext.RequestAborted) is not [{ IsClosed: false } listing] || (listing.Owner is { } owner && Me.BelongsTo(owner)))
        {
            return false;
        }
        Listing = listing;
        var now = await desk.PreviewAsync(new PreviewWanted(id, null, null), HttpContext.RequestAborted);
        IsAtOnce = listing.Owner is null && string.Equals(now.Content?.Contact?.Email, Me.Person.Email, StringComparison.OrdinalIgnoreCase);
        return true;
    }

    PageResult Refuse(string fault)
    {
        Fault = fault;
        return Again();
    }
}
