using Besoksnaring.Api.Sorting;
using NodaTime;

namespace Besoksnaring.Api.Listings;

/// <summary>Where a page of listings ended.</summary>
/// <param name="Key">What its last row is ordered by.</param>
/// <param name="Now">What is open, and what comes next, was decided then.</param>
sealed record ListingCursor(string Sort, object Key, string Id, Instant Now) : ICursor<ListingCursor>
{
    const int Parts = 5;

    public static ListingCursor Sample { get; } = new(SortWords.Name, "Adventsmarknad", "06h02chzg1r6sppr", Instant.FromUtc(2026, 12, 5, 12, 0));

    public string Write() => CursorText.Write("1", Sort, Id, CursorText.Micros(Now), SortWords.Write(Key));

    public static ListingCursor? Read(string text) => CursorText.Parts(text, Parts) is ["1", var sort, var id, var now, var key]
        && SortWords.IsKnown(sort) && CursorText.IsId(id) && CursorText.Instant(now) is { } then && SortWords.Read(sort, key) is { } value
        ? new ListingCursor(sort, value, id, then)
        : null;
}
