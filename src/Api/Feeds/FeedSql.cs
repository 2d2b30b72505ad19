using Besoksnaring.Api.Filters;

namespace Besoksnaring.Api.Feeds;

static class FeedSql
{
    /// <returns>Whether <c>catalog.listing_row l</c> is live and matches: true or false, never null.</returns>
    public static string Matches(Statement statement, ListingFilter filter) => $"coalesce({All(statement, filter)}, false)";

    /// <returns>What is in a copy just now, of <c>catalog.listing_row l</c>.</returns>
    public static string Live(Statement statement, FeedFilter filter) =>
        All(statement, filter.Listings) + (filter.Kinds.Count == 0 ? "" : $" and l.kind = any({statement.Given(filter.Kinds.ToArray())})");

    static string All(Statement statement, ListingFilter filter) =>
        string.Join(" and ", filter.OfBoth(statement, "l", "l.id").Concat(filter.OfListing(statement)).Prepend("l.tombstoned_at is null"));
}
