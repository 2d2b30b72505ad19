using Besoksnaring.Api.Feeds;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Searches;

namespace Besoksnaring.Api.Subscriptions;

/// <summary>Which saved searches can be subscribed to: one's own, with a feed.</summary>
sealed class SubscribedSearch(SavedSearches searches, SearchFeeds feeds)
{
    /// <returns>Why it cannot be subscribed to; null when it can, or none is asked for.</returns>
    public async Task<Problem?> ProblemAsync(Caller caller, string? id, string publicUrl, CancellationToken cancellationToken)
    {
        if (id is null)
        {
            return null;
        }
        var search = await searches.FindAsync(id, cancellationToken);
        if (search is null || search.RemovedAt is not null || search.PartnerId != caller.PartnerId)
        {
            return Problem.Refused([new("invalid-value", "search", id, $"You have no saved search '{Queries.Quotable.Of(id)}'.", [], SearchPath.Root)], publicUrl);
        }
        return (await feeds.FindAsync(id, publicUrl, cancellationToken)).Problem;
    }
}
