using Besoksnaring.Contracts;
using Besoksnaring.Portal.Listings.Form;
using NodaTime;

namespace Besoksnaring.Portal.Listings;

/// <summary>From a draft to what is published, whoever presses the button: its owner, or an editor for it.</summary>
static class DraftPublishing
{
    /// <param name="listing">Null: it is to be.</param>
    /// <returns>What became of it. Where it was taken the draft is gone, and a new listing has its owner, once what is tracked is saved.</returns>
    public static async Task<WriteResult> PublishAsync(
        PortalContext portal, Publishing publishing, Draft draft, OpenListing? listing, ListingForm form, Instant now, CancellationToken cancellationToken)
    {
        var result = listing is null
            ? await publishing.AddAsync(draft.Id, form, cancellationToken)
            : await publishing.ChangeAsync(listing, form, draft.Replaces, cancellationToken);
        if (result.Outcome == WriteOutcome.Overtaken && listing is not null)
        {
            draft.Replaces = listing.Now.Version;
            draft.Revision++;
            return result;
        }
        if (result is not { Outcome: WriteOutcome.Written or WriteOutcome.Unchanged, ListingId: { } id })
        {
            return result;
        }
        if (listing is null && await portal.Ownerships.FindAsync([id], cancellationToken) is null)
        {
            portal.Ownerships.Add(new Ownership { ListingId = id, OrganisationId = draft.OrganisationId, Since = now });
        }
        portal.Drafts.Remove(draft);
        return result;
    }
}
