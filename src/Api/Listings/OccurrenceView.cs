using System.Text.Json.Serialization;
using Besoksnaring.Api.Shapes;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Api.Listings;

/// <summary>One happening as a reader gets it: UTC and the venue's time side by side, and dates alone where no more is known.</summary>
sealed record OccurrenceView
{
    static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    /// <summary>UTC: <c>2026-07-04T17:00:00Z</c>; a date, <c>2026-07-04</c>, when that is all that is known.</summary>
    public required string Start { get; init; }

    /// <summary>The same; a date is the last day, inclusive. Null: not known.</summary>
    public string? End { get; init; }

    /// <summary>Venue time: <c>2026-07-04T19:00</c>, or the date.</summary>
    public required string StartLocal { get; init; }

    public string? EndLocal { get; init; }

    public required string TimeZone { get; init; }

    public required string TimePrecision { get; init; }

    public required string Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required bool IsRun { get; init; }

    public static OccurrenceView Of(ShapedOccurrence occurrence)
    {
        var (start, end) = (Local(occurrence.Start, occurrence.IsDate), occurrence.End is { } last ? Local(last, occurrence.IsDate) : null);
        return new()
        {
            Start = occurrence.IsDate ? start : InstantPattern.General.Format(occurrence.StartsAt),
            End = occurrence.IsDate ? end : occurrence.EndsAt is { } instant ? InstantPattern.General.Format(instant) : null,
            StartLocal = start,
            EndLocal = end,
            TimeZone = occurrence.TimeZone,
            TimePrecision = occurrence.IsDate ? "date" : "minute",
            Status = occurrence.Status,
            IsRun = occurrence.IsRun,
        };
    }

    static string Local(LocalDateTime local, bool isDate) => isDate ? LocalDatePattern.Iso.Format(local.Date) : Minute.Format(local);
}
