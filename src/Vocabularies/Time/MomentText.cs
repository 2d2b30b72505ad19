using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Vocabularies.Time;

/// <summary>The two ends of a window, as written in an address.</summary>
static class MomentText
{
    const int LongestText = 40;

    public static readonly Period Longest = Period.FromYears(3);

    static readonly string[] Forms =
        ["a date: 2026-07-04", "a moment: 2026-07-04T18:00:00+02:00 or 2026-07-04T16:00:00Z", "a time by the region's clock: 2026-07-04T18:00"];

    static readonly OffsetDateTimePattern WithOffset = OffsetDateTimePattern.ExtendedIso;

    static readonly OffsetDateTimePattern WithOffsetNoSeconds = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<Z+HH:mm>");

    static readonly LocalDateTimePattern[] Local =
        [LocalDateTimePattern.ExtendedIso, LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm")];

    public static WindowOrProblem Between(string? from, string? to, DateTimeZone zone)
    {
        if (from is not null && Read(from, zone, isEnd: false) is null)
        {
            return NotATime("from", from);
        }
        if (to is not null && Read(to, zone, isEnd: true) is null)
        {
            return NotATime("to", to);
        }
        var start = from is null ? null : Read(from, zone, isEnd: false);
        var end = to is null ? null : Read(to, zone, isEnd: true);
        if (end <= start)
        {
            return Wrong(TimeProblemKind.Reversed, to!, "The window ends before it begins, or when it begins.", "later than from");
        }
        if (start is { } first && end > first.InZone(zone).LocalDateTime.Plus(Longest).InZoneLeniently(zone).ToInstant())
        {
            return Wrong(TimeProblemKind.TooLong, to!, "The window is longer than three years.", "at most three years after from");
        }
        return WindowOrProblem.Of(TimeWindow.Between(start, end, zone));
    }

    /// <returns>The moment that a window begins at or, with <paramref name="isEnd"/>, ends before; null when the text is none.</returns>
    static Instant? Read(string text, DateTimeZone zone, bool isEnd)
    {
        if (text.Length > LongestText)
        {
            return null;
        }
        // A plus sign that was not escaped arrives as a space.
        var written = text.Trim().Replace(' ', '+');
        if (LocalDatePattern.Iso.Parse(written) is { Success: true, Value: var date })
        {
            return IsNear(date) ? zone.AtStartOfDay(isEnd ? date.PlusDays(1) : date).ToInstant() : null;
        }
        foreach (var pattern in new[] { WithOffset, WithOffsetNoSeconds })
        {
            if (pattern.Parse(written) is { Success: true, Value: var moment })
            {
                return IsNear(moment.Date) ? moment.ToInstant() : null;
            }
        }
        foreach (var pattern in Local)
        {
            if (pattern.Parse(written) is { Success: true, Value: var local })
            {
                return IsNear(local.Date) ? local.InZoneLeniently(zone).ToInstant() : null;
            }
        }
        return null;
    }

    static bool IsNear(LocalDate date) => date.Year is >= FixedPeriod.FirstYear and <= FixedPeriod.LastYear;

    static WindowOrProblem NotATime(string parameter, string value) => WindowOrProblem.Of(new TimeProblem(
        TimeProblemKind.NotATime, parameter, value, $"It is not a date or a moment of the years {FixedPeriod.FirstYear}-{FixedPeriod.LastYear}.", Forms));

    static WindowOrProblem Wrong(TimeProblemKind kind, string to, string detail, string allowed) =>
        WindowOrProblem.Of(new TimeProblem(kind, "to", to, detail, [allowed]));
}
