using Besoksnaring.Api.Filters;

namespace Besoksnaring.Api.Feeds;

static class FeedSql
{
    /// <returns>Whether <c>catalog.listing_row l</c> is live and matches: true or false, never null.</returns>
    public static string Matches(Statement statement, ListingFilter filter) =>
        $"coalesce({string.Join(" and ", filter.OfBoth(statement, "l", "l.id").Concat(filter.OfListing(statement)).Prepend("l.tombstoned_at is null"))}, false)";
}
