using Besoksnaring.Contracts;
using Besoksnaring.Portal.People;
using Microsoft.EntityFrameworkCore;

namespace Besoksnaring.Portal.Listings;

/// <summary>A listing that somebody may change.</summary>
/// <param name="Owner">Null: nobody's; an editor changes it.</param>
/// <param name="By">In which part the person decides.</param>
/// <param name="IsPublishedAtOnce">Else the municipality looks first.</param>
sealed record OpenListing(string Id, ListingPreview Now, Organisation? Owner, DecidedBy By, bool IsPublishedAtOnce);

/// <summary>Who may change which listing. To everybody else it does not exist.</summary>
sealed class ListingAccess(PortalContext portal, IAnsweringSink desk)
{
    /// <returns>Null: there is no such listing, or it is not theirs.</returns>
    public async Task<OpenListing?> OpenAsync(Rights me, string id, CancellationToken cancellationToken)
    {
        var owner = await (
            from ownership in portal.Ownerships
            join organisation in portal.Organisations on ownership.OrganisationId equals organisation.Id
            where ownership.ListingId == id
            select organisation).SingleOrDefaultAsync(cancellationToken);
        var isMember = owner is not null && me.BelongsTo(owner.Id);
        if (!isMember && !me.IsEditor)
        {
            return null;
        }
        var now = await desk.PreviewAsync(new PreviewWanted(id, null, null), cancellationToken);
        if (now.Content is null)
        {
            return null;
        }
        var isEditor = me.DecidesIn(now.Municipality);
        return isMember || isEditor ? new OpenListing(id, now, owner, isMember ? DecidedBy.Business : DecidedBy.Editor, isEditor || owner!.IsTrusted) : null;
    }
}
