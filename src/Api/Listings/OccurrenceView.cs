using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Api.Listings;

/// <summary>One happening as a reader gets it: the venue's calendar, and instants where a time of day is known.</summary>
sealed record OccurrenceView
{
    static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    /// <summary>Venue time: <c>2026-07-04</c> or <c>2026-07-04T19:00</c>.</summary>
    public required string Start { get; init; }

    /// <summary>The same; a date is the last day, inclusive.</summary>
    public string? End { get; init; }

    /// <summary>Absent when only the date is known: midnight would be an invention.</summary>
    public OffsetDateTime? StartsAt { get; init; }

    public OffsetDateTime? EndsAt { get; init; }
    public required string TimeZone { get; init; }
    public required string TimePrecision { get; init; }
    public required string Status { get; init; }
    public required bool IsRun { get; init; }

    public static OccurrenceView Of(
        Instant startsAt, Instant? endsAt, LocalDateTime start, LocalDateTime? end, string timeZone, string precision, string status, bool isRun)
    {
        var timed = precision == "minute";
        return new()
        {
            Start = Text(start, timed),
            End = end is { } last ? Text(last, timed) : null,
            StartsAt = timed ? AtVenue(startsAt, timeZone) : null,
            EndsAt = timed && endsAt is { } instant ? AtVenue(instant, timeZone) : null,
            TimeZone = timeZone,
            TimePrecision = precision,
            Status = status,
            IsRun = isRun,
        };
    }

    static string Text(LocalDateTime local, bool timed) => timed ? Minute.Format(local) : LocalDatePattern.Iso.Format(local.Date);

    static OffsetDateTime AtVenue(Instant instant, string timeZone) => instant.InZone(DateTimeZoneProviders.Tzdb[timeZone]).ToOffsetDateTime();
}
