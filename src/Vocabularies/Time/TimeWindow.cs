using NodaTime;

namespace Besoksnaring.Vocabularies.Time;

/// <summary>From a moment up to, but not including, another; null is without bound. Made of the region's days and clock.</summary>
public sealed record TimeWindow
{
    public Instant? From { get; init; }

    public Instant? To { get; init; }

    /// <summary>The day of <see cref="From"/> in the region.</summary>
    public LocalDate? FirstDay { get; init; }

    /// <summary>The last day in the region that any of the window is on: for tonight, which ends at 04:00, the day after.</summary>
    public LocalDate? LastDay { get; init; }

    /// <summary>Our word for it, with the year or area it was found to mean: <c>this-weekend</c>, <c>sportlov:1780:2027</c>. Null for what has none.</summary>
    public string? Name { get; init; }

    /// <summary>Id of the calendar that it comes from, if any.</summary>
    public string? Calendar { get; init; }

    /// <returns>Whole days, the last one too.</returns>
    public static TimeWindow OfDays(LocalDate first, LocalDate last, DateTimeZone zone) => new()
    {
        From = zone.AtStartOfDay(first).ToInstant(),
        To = zone.AtStartOfDay(last.PlusDays(1)).ToInstant(),
        FirstDay = first,
        LastDay = last,
    };

    /// <returns>Between two times of the clock. A time that the clocks skip moves forward; of a repeated one the earlier is meant.</returns>
    public static TimeWindow OfClock(LocalDateTime from, LocalDateTime to, DateTimeZone zone) =>
        Between(from.InZoneLeniently(zone).ToInstant(), to.InZoneLeniently(zone).ToInstant(), zone);

    public static TimeWindow Between(Instant? from, Instant? to, DateTimeZone zone) => new()
    {
        From = from,
        To = to,
        FirstDay = from?.InZone(zone).Date,
        LastDay = to?.Minus(Duration.Epsilon).InZone(zone).Date,
    };
}
