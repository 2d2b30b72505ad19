using Besoksnaring.Contracts;
using Besoksnaring.Portal.Listings;
using Besoksnaring.Portal.Listings.Form;
using Besoksnaring.Portal.Look;
using Besoksnaring.Portal.Quality;
using Besoksnaring.Vocabularies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Besoksnaring.Portal.Queue;

/// <summary>What waits for an editor: claims, and what organisations without trust want to publish. Each decision has a reason, is logged, and can be undone.</summary>
sealed class QueueModel(PortalContext portal, ListingFinder finder, ListingAccess access, Publishing publishing, Region region) : PortalPage(portal)
{
    const int MostDecided = 10;
    const int LongestReason = 500;

    public sealed record ClaimItem(Claim Claim, string Title, string Organisation, string? Email, string? OwnedBy);

    public sealed record DraftItem(Draft Draft, string Title, string Organisation, ListingPreview Preview);

    public IReadOnlyList<ClaimItem> Claims { get; private set; } = [];

    public IReadOnlyList<ClaimItem> Decided { get; private set; } = [];

    public IReadOnlyList<DraftItem> Drafts { get; private set; } = [];

    public IReadOnlyList<Fault> AdviceOn(ListingPreview preview) => preview.Content is { } content ? TextAdvice.Of(content, preview.Municipality, Now.InZone(region.Zone).Date) : [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (!Me.IsEditor)
        {
            return NotFound();
        }
        var stop = HttpContext.RequestAborted;
        Claims = await ClaimsAsync(await Portal.Claims.AsNoTracking().Where(claim => claim.State == ClaimState.Waiting).OrderBy(claim => claim.At).ToListAsync(stop));
        Decided = [.. (await ClaimsAsync(await Portal.Claims.AsNoTracking().Where(claim => claim.State == ClaimState.Approved).OrderByDescending(claim => claim.DecidedAt).Take(100).ToListAsync(stop))).Take(MostDecided)];
        var drafts = new List<DraftItem>();
        foreach (var draft in await Portal.Drafts.AsNoTracking().Where(draft => draft.State == DraftState.Waiting).OrderBy(draft => draft.SavedAt).ToListAsync(stop))
        {
            if (await OpenAsync(draft) is not var (form, _, preview))
            {
                continue;
            }
            var name = await Portal.Organisations.Where(one => one.Id == draft.OrganisationId).Select(one => one.Name).SingleAsync(stop);
            drafts.Add(new DraftItem(draft, form.Typed.GetValueOrDefault("title-sv") ?? preview.Content?.Title.ToString() ?? "–", name, preview));
        }
        Drafts = drafts;
        return Page();
    }

    public Task<IActionResult> OnPostApproveAsync(Guid claim, string? reason) => DecideAsync(claim, ClaimState.Waiting, ClaimState.Approved, reason, "claim approved");

    public Task<IActionResult> OnPostRejectAsync(Guid claim, string? reason) => DecideAsync(claim, ClaimState.Waiting, ClaimState.Rejected, reason, "claim rejected");

    public Task<IActionResult> OnPostUndoAsync(Guid claim, string? reason) => DecideAsync(claim, ClaimState.Approved, ClaimState.Undone, reason, "claim undone");

    public async Task<IActionResult> OnPostPublishAsync(Guid draft, int revision, string? trust)
    {
        var stop = HttpContext.RequestAborted;
        var waiting = await Portal.Drafts.SingleOrDefaultAsync(one => one.Id == draft && one.State == DraftState.Waiting, stop);
        if (waiting is null || await OpenAsync(waiting) is not var (form, listing, _))
        {
            return NotFound();
        }
        if (waiting.Revision != revision)
        {
            return ToPage("/queue", Said.Of("Det har ändrats sedan du tittade.", "It was changed since you looked."));
        }
        var result = await DraftPublishing.PublishAsync(Portal, publishing, waiting, listing, form, Now, stop);
        var isTaken = result.Outcome is WriteOutcome.Written or WriteOutcome.Unchanged;
        if (isTaken && trust == "yes")
        {
            var organisation = await Portal.Organisations.SingleAsync(one => one.Id == waiting.OrganisationId, stop);
            organisation.IsTrusted = true;
            Note($"organisation:{organisation.Id}", "trusted", "");
        }
        Note(result.ListingId is { } id ? $"listing:{id}" : $"draft:{draft}", isTaken ? "published by an editor" : "not published", $"{result.Outcome} {result.Reason}".Trim());
        await Portal.SaveChangesAsync(stop);
        return ToPage("/queue", isTaken ? Said.Of("Publicerat.", "Published.") : Said.Of("Det gick inte: ", "It did not work: ") + (result.Reason ?? result.Outcome.ToString()));
    }

    public async Task<IActionResult> OnPostReturnAsync(Guid draft, int revision, string? reason)
    {
        var stop = HttpContext.RequestAborted;
        var waiting = await Portal.Drafts.SingleOrDefaultAsync(one => one.Id == draft && one.State == DraftState.Waiting && one.Revision == revision, stop);
        if (waiting is null || await OpenAsync(waiting) is null)
        {
            return NotFound();
        }
        if (ReasonIn(reason) is not { } why)
        {
            return ToPage("/queue", Said.Of("Skriv ett skäl.", "Write a reason."));
        }
        (waiting.State, waiting.Reason) = (DraftState.Returned, why);
        waiting.Revision++;
        Note(waiting.ListingId is { } id ? $"listing:{id}" : $"draft:{draft}", "returned", why);
        await Portal.SaveChangesAsync(stop);
        return ToPage("/queue", Said.Of("Skickat tillbaka.", "Returned."));
    }

    async Task<IActionResult> DecideAsync(Guid id, ClaimState from, ClaimState to, string? reason, string what)
    {
        var stop = HttpContext.RequestAborted;
        await using var transaction = await Portal.Database.BeginTransactionAsync(stop);
        var claim = await Portal.Claims.FromSql($"select * from portal.claim where id = {id} for update").SingleOrDefaultAsync(stop);
        if (claim is null || !Me.IsEditor || !await DecidesAboutAsync(claim.ListingId))
        {
            return NotFound();
        }
        if (claim.State != from)
        {
            return ToPage("/queue", Said.Of("Det har redan avgjorts.", "It was decided already."));
        }
        if (ReasonIn(reason) is not { } why)
        {
            return ToPage("/queue", Said.Of("Skriv ett skäl.", "Write a reason."));
        }
        (claim.State, claim.Reason, claim.DecidedAt) = (to, why, Now);
        var ownership = await Portal.Ownerships.FindAsync([claim.ListingId], stop);
        if (to == ClaimState.Approved)
        {
            await Portal.Drafts.Where(draft => draft.ListingId == claim.ListingId && draft.OrganisationId != claim.OrganisationId).ExecuteDeleteAsync(stop);
            if (ownership is null)
            {
                Portal.Ownerships.Add(new Ownership { ListingId = claim.ListingId, OrganisationId = claim.OrganisationId, Since = Now });
            }
            else
            {
                (ownership.OrganisationId, ownership.Since) = (claim.OrganisationId, Now);
            }
        }
        if (to == ClaimState.Undone && ownership?.OrganisationId == claim.OrganisationId)
        {
            Portal.Ownerships.Remove(ownership);
        }
        Note($"listing:{claim.ListingId}", what, $"organisation:{claim.OrganisationId}: {why}");
        await Portal.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return ToPage("/queue", Said.Of("Beslutat.", "Decided."));
    }

    async Task<IReadOnlyList<ClaimItem>> ClaimsAsync(List<Claim> claims)
    {
        var stop = HttpContext.RequestAborted;
        var listings = (await finder.ReadAsync([.. claims.Select(claim => claim.ListingId)], stop)).ToDictionary(listing => listing.Id);
        var organisations = await Portal.Organisations.AsNoTracking().ToDictionaryAsync(one => one.Id, one => one.Name, stop);
        var people = claims.Select(claim => claim.PersonId).ToList();
        var emails = await Portal.Users.AsNoTracking().Where(person => people.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Email, stop);
        return [.. claims.Where(claim => listings.ContainsKey(claim.ListingId) && Me.DecidesIn(listings[claim.ListingId].MunicipalityCode)).Select(claim => new ClaimItem(
            claim, listings[claim.ListingId].Title, organisations[claim.OrganisationId], claim.PersonId is { } who ? emails.GetValueOrDefault(who) : null,
            listings[claim.ListingId].Owner is { } owner && owner != claim.OrganisationId ? organisations[owner] : null))];
    }

    async Task<bool> DecidesAboutAsync(string listing) =>
        await finder.ReadAsync([listing], HttpContext.RequestAborted) is [var found] && Me.DecidesIn(found.MunicipalityCode);

    /// <returns>Null: not for this editor.</returns>
    async Task<(ListingForm Form, OpenListing? Listing, ListingPreview Preview)?> OpenAsync(Draft draft)
    {
        var stop = HttpContext.RequestAborted;
        var form = ListingForm.FromJson(draft.Form);
        if (!Me.IsEditor)
        {
            return null;
        }
        if (draft.ListingId is { } id)
        {
            return await access.OpenAsync(Me, id, stop) is { } listing && Me.DecidesIn(listing.Now.Municipality)
                ? (form, listing with { By = DecidedBy.Business }, await publishing.PreviewAsync(id, listing.Now, form, DecidedBy.Business, stop))
                : null;
        }
        var preview = await publishing.PreviewAsync(null, null, form, DecidedBy.Business, stop);
        return Me.DecidesIn(preview.Municipality) ? (form, null, preview) : null;
    }

    static string? ReasonIn(string? reason) => reason?.Trim() is { Length: > 0 and <= LongestReason } text ? text : null;
}
