using Besoksnaring.Api.Events;
using Besoksnaring.Api.Filters;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Searches;
using NodaTime;

namespace Besoksnaring.Api.Feeds;

/// <summary>What the feed of a saved search is of.</summary>
sealed class SearchFeeds(SavedSearches searches, Known known, IClock clock)
{
    /// <summary>These find other things as time passes, though nothing changes.</summary>
    static readonly QueryParameter[] OfTime =
    [
        EventParameters.When, EventParameters.From, EventParameters.To, EventParameters.Ongoing, EventParameters.Ended, EventParameters.Weekday,
        EventParameters.StartsAfter, EventParameters.StartsBefore, EventParameters.MinDuration, EventParameters.MaxDuration, Parameters.OpenNow,
    ];

    /// <returns>It, or why there is none.</returns>
    public async Task<(SearchFeed? Feed, Problem? Problem)> FindAsync(string id, string publicUrl, CancellationToken cancellationToken)
    {
        var search = await searches.FindAsync(id, cancellationToken);
        if (SearchPath.Gone(id, search) is { } gone)
        {
            return (null, gone);
        }
        var now = clock.GetCurrentInstant();
        var (query, outdated) = await SavedMeaning.ReadAsync(search!, known, now, publicUrl, cancellationToken);
        if (outdated is not null)
        {
            return (null, outdated);
        }
        if (Array.Find(OfTime, query!.Has) is { } parameter)
        {
            return (null, Problem.SearchWithoutFeed(parameter.Name));
        }
        var listings = ListingFilter.Of(query!, known, now);
        var filter = search!.Resource == "events" ? new FeedFilter(["event"], listings) : FeedFilter.Of(listings);
        return (new(filter, query!, $"{search.UpdatedAt}"), null);
    }
}

/// <param name="Saved">What was saved besides: a language.</param>
/// <param name="Revision">Another one when the search has been changed.</param>
sealed record SearchFeed(FeedFilter Filter, QueryValues Saved, string Revision);
