using Besoksnaring.Api.Filters;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Feeds;

/// <summary>Which listings a copy is of.</summary>
/// <param name="Kinds">Of these kinds, or of one of them before; empty: of any.</param>
/// <param name="Listings">What does not match it now is deleted in the feed, whether or not it ever matched: nobody remembers.</param>
sealed record FeedFilter(IReadOnlyList<string> Kinds, ListingFilter Listings)
{
    public static FeedFilter Everything { get; } = new([], ListingFilter.Everything);

    public static FeedFilter OfKind(string kind) => new([kind], ListingFilter.Everything);

    /// <param name="listings">What is of none of its kinds, and never was, cannot have matched it.</param>
    public static FeedFilter Of(ListingFilter listings)
    {
        var kinds = Known.Kinds.Where(kind => (listings.Kinds.Count == 0 || listings.Kinds.Contains(kind)) && !listings.Kinds.Excluded.Contains(kind)).ToList();
        return new(kinds.Count == Known.Kinds.Count ? [] : kinds, listings);
    }
}
