using NodaTime;

namespace Besoksnaring.Api.Listings;

/// <summary>One happening as a reader gets it: the venue's calendar, and instants where a time of day is known.</summary>
sealed record OccurrenceView
{
    public required LocalDate StartDate { get; init; }
    public LocalTime? StartTime { get; init; }
    public LocalDate? EndDate { get; init; }
    public LocalTime? EndTime { get; init; }

    /// <summary>Absent when only the date is known: midnight would be an invention.</summary>
    public OffsetDateTime? StartsAt { get; init; }

    public OffsetDateTime? EndsAt { get; init; }
    public required string TimeZone { get; init; }
    public required string Precision { get; init; }
    public required string Status { get; init; }
    public required bool IsRun { get; init; }

    public static OccurrenceView Of(
        Instant startsAt, Instant? endsAt, LocalDateTime start, LocalDateTime? end, string timeZone, string precision, string status, bool isRun)
    {
        var timed = precision == "minute";
        return new()
        {
            StartDate = start.Date,
            StartTime = timed ? start.TimeOfDay : null,
            EndDate = end?.Date,
            EndTime = timed ? end?.TimeOfDay : null,
            StartsAt = timed ? AtVenue(startsAt, start) : null,
            EndsAt = timed && endsAt is { } instant && end is { } local ? AtVenue(instant, local) : null,
            TimeZone = timeZone,
            Precision = precision,
            Status = status,
            IsRun = isRun,
        };
    }

    /// <summary>The database has both the instant and the venue's time; between them lies the offset.</summary>
    static OffsetDateTime AtVenue(Instant instant, LocalDateTime local)
    {
        var offset = Period.Between(instant.InUtc().LocalDateTime, local, PeriodUnits.Seconds).Seconds;
        return instant.WithOffset(Offset.FromSeconds((int)offset));
    }
}
