using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Catalog.Occurrences;

/// <summary>One dated happening of an event in venue time, with its instants; or a run, which goes on from day to day.</summary>
sealed record Occurrence
{
    /// <summary>At midnight when only the date is known.</summary>
    public required LocalDateTime StartLocal { get; init; }

    /// <summary>
    /// As given: with precision date, midnight of the last day, inclusive. Null: no end is known, and none is invented.
    /// Where a start has a clock time and the end only a date, it is the midnight that ends that date.
    /// </summary>
    public LocalDateTime? EndLocal { get; init; }

    public required string TimeZone { get; init; }
    public required TimePrecision Precision { get; init; }
    public required EventStatus Status { get; init; }

    /// <summary>Goes on from day to day, like an exhibition: it belongs beside what happens on one day, not among it.</summary>
    public bool IsRun { get; init; }

    /// <summary>A local time that the clocks skip moves forward; of one that they repeat, it is the earlier.</summary>
    public required Instant StartInstant { get; init; }

    /// <summary>Exclusive: with precision date, the midnight after the last day. Never before the start.</summary>
    public Instant? EndInstant { get; init; }

    public LocalDate FirstDay => StartLocal.Date;

    /// <summary>The last day it takes place on; what ends at midnight does not take place on the day that begins.</summary>
    public LocalDate LastDay => EndLocal switch
    {
        null => StartLocal.Date,
        { } end when Precision == TimePrecision.Minute && end.TimeOfDay == LocalTime.Midnight && end > StartLocal => end.Date.PlusDays(-1),
        { } end => end.Date,
    };

    /// <summary>When it belongs to the past: its end, or where none is known the end of the day it starts on.</summary>
    public Instant OverAt =>
        EndInstant ?? OccurrenceExpansion.InstantOf(StartLocal.Date.PlusDays(1).AtMidnight(), DateTimeZoneProviders.Tzdb[TimeZone]);

    /// <returns>The first and the last day that it takes place on by the clocks of <paramref name="region"/>; a plain date stays that date.</returns>
    public (LocalDate First, LocalDate Last) DaysIn(DateTimeZone region)
    {
        if (Precision == TimePrecision.Date)
        {
            return (FirstDay, LastDay);
        }
        var first = StartInstant.InZone(region).Date;
        return (first, EndInstant is { } end && end > StartInstant ? (end - Duration.Epsilon).InZone(region).Date : first);
    }
}

enum TimePrecision
{
    Date,
    Minute,
}
