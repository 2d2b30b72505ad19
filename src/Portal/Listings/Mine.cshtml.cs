using Besoksnaring.Portal.Listings.Form;
using Besoksnaring.Portal.Look;
using Microsoft.EntityFrameworkCore;

namespace Besoksnaring.Portal.Listings;

/// <summary>What belongs to those one works for.</summary>
sealed class MineModel(PortalContext portal, ListingFinder finder) : PortalPage(portal)
{
    IReadOnlyList<Draft> drafts = [];

    public IReadOnlyList<FoundListing> Listings { get; private set; } = [];

    public IReadOnlyList<(Draft Draft, string Title)> Unpublished { get; private set; } = [];

    public IReadOnlyList<(Claim Claim, string Title)> Claims { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var (mine, stop) = (Me.Organisations.Select(organisation => organisation.Id).ToList(), HttpContext.RequestAborted);
        await Moves.FollowAsync(Portal, stop);
        Listings = await finder.ReadAsync(await Portal.Ownerships.Where(one => mine.Contains(one.OrganisationId)).Select(one => one.ListingId).ToListAsync(stop), stop);
        drafts = await Portal.Drafts.AsNoTracking().Where(draft => mine.Contains(draft.OrganisationId)).OrderBy(draft => draft.SavedAt).ToListAsync(stop);
        Unpublished = [.. drafts.Where(draft => draft.ListingId is null).Select(draft => (draft, ListingForm.FromJson(draft.Form).Typed.GetValueOrDefault("title-sv") is { Length: > 0 } title ? title : Said.Of("Utan namn", "Without a name")))];
        var claims = await Portal.Claims.AsNoTracking().Where(claim => mine.Contains(claim.OrganisationId) && (claim.State == ClaimState.Waiting || claim.State == ClaimState.Rejected)).OrderBy(claim => claim.At).ToListAsync(stop);
        var titles = (await finder.ReadAsync([.. claims.Select(claim => claim.ListingId)], stop)).ToDictionary(listing => listing.Id, listing => listing.Title);
        Claims = [.. claims.Select(claim => (claim, titles.GetValueOrDefault(claim.ListingId, "–")))];
    }

    public Draft? DraftOf(string listing) => drafts.FirstOrDefault(draft => draft.ListingId == listing);
}
