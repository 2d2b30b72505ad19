using Besoksnaring.Api.Filters;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Sorting;
using NodaTime;

namespace Besoksnaring.Api.Listings;

/// <summary>Which listings are asked for, and in what order.</summary>
/// <param name="Now">What is open, and what comes next, is decided then.</param>
/// <param name="Today">Its day in the region.</param>
sealed record ListingSearch(ListingFilter Filter, string Sort, Instant Now, LocalDate Today)
{
    public ListingCursor? After { get; init; }

    public static ListingSearch Of(QueryValues query, Known known, Instant asked)
    {
        var after = query.Of(ListingParameters.After);
        var now = after?.Now ?? Minutes.Of(asked);
        return new(ListingFilter.Of(query, known, now), query.Of(ListingParameters.Sort) ?? SortWords.Name, now, now.InZone(known.Region.Zone).Date) { After = after };
    }

    /// <summary>Whether time alone can change the answer.</summary>
    public static bool DependsOnTime(QueryValues query) => query.Has(Parameters.OpenNow) || query.Of(ListingParameters.Sort) == SortWords.Next;

    /// <returns>Why the parameters cannot be honoured together, if they cannot.</returns>
    public static Refusal? Clash(QueryValues query) =>
        ListingFilter.Clash(query) ?? SortWords.Clash(query, ListingParameters.Sort) ?? CursorClash.Of(query, ListingParameters.After, query.Of(ListingParameters.Sort) ?? SortWords.Name);
}
