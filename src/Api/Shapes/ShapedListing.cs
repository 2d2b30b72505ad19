using NodaTime;

namespace Besoksnaring.Api.Shapes;

/// <summary>One row of a shaped answer: a listing in one language, and when it happens.</summary>
/// <param name="Json">The whole listing as it was rendered, without links.</param>
/// <param name="Tag">Equal tags mean equal <paramref name="Json"/>.</param>
/// <param name="Occurrences">Those to show, in order of time.</param>
sealed record ShapedListing(byte[] Json, string Tag, IReadOnlyList<ShapedOccurrence> Occurrences)
{
    /// <summary>The last one, where all are over and none is shown: an event that has been keeps its date.</summary>
    public ShapedOccurrence? Past { get; init; }

    /// <summary>The row is one happening of an event that may have more.</summary>
    public bool IsPart { get; init; }

    public ListingFacts Listing => facts ??= ListingFacts.Read(Json);

    ListingFacts? facts;
}

/// <param name="Start">Venue time.</param>
/// <param name="End">The same; where only dates are known, the last day, inclusive. Null: not known.</param>
/// <param name="IsDate">Only dates are known: times of day mean nothing.</param>
/// <param name="Status"><c>scheduled</c>, <c>cancelled</c>, <c>postponed</c>, <c>rescheduled</c> or <c>movedOnline</c>.</param>
sealed record ShapedOccurrence(
    Instant StartsAt, Instant? EndsAt, LocalDateTime Start, LocalDateTime? End, string TimeZone, bool IsDate, string Status, bool IsRun);
