using System.Globalization;
using System.Text.RegularExpressions;
using Besoksnaring.Contracts.Content;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Ingest.Snapshots;

/// <summary>
/// When an event happens, as remembered to judge its silence by: days and spans of days, such as
/// <c>2026-08-05,2026-09-01/2026-09-14,2026-10-01/..</c>. Pure.
/// </summary>
static partial class KnownDates
{
    // An event with more days than this is remembered as those and then one span to its end.
    const int Most = 200;
    const string Open = "..";

    /// <returns>Null when the record has no dates.</returns>
    public static string? Of(RecordContent content)
    {
        if (content.Schedule is not { } schedule)
        {
            return null;
        }
        var spans = schedule.Occurrences.Select(Span).Concat(schedule.Recurrences.SelectMany(Spans)).Distinct().Order().ToList();
        if (spans.Count > Most)
        {
            spans = [.. spans[..Most], (spans[Most].First, spans[Most..].Max(span => span.Last))];
        }
        return spans.Count == 0 ? null : string.Join(',', spans.Select(Write));
    }

    /// <returns>Whether any of the days falls in the window, both its days included.</returns>
    public static bool FallIn(string? dates, LocalDate first, LocalDate last) => dates is not null && dates.Split(',').Any(text =>
    {
        var ends = text.Split('/');
        return Read(ends[0]) <= last && Read(ends[^1]) >= first;
    });

    static (LocalDate First, LocalDate Last) Span(GivenOccurrence occurrence) =>
        (occurrence.StartDate, LocalDate.Max(occurrence.EndDate ?? occurrence.StartDate, occurrence.StartDate));

    static IEnumerable<(LocalDate First, LocalDate Last)> Spans(Recurrence recurrence)
    {
        var first = recurrence.First.StartDate;
        var length = Period.DaysBetween(first, Span(recurrence.First).Last);
        yield return (first, Later(Until(recurrence.Rule, first), length));
        foreach (var also in recurrence.Also)
        {
            yield return (also.Date, Later(also.Date, length));
        }
        foreach (var moved in recurrence.Moved)
        {
            yield return Span(moved.Occurrence);
        }
    }

    /// <summary>The last day the rule can reach: its UNTIL, or COUNT periods on, or never.</summary>
    static LocalDate Until(string rule, LocalDate first)
    {
        var parts = RulePart().Matches(rule).ToDictionary(
            part => part.Groups[1].Value, part => part.Groups[2].Value, StringComparer.OrdinalIgnoreCase);
        if (parts.TryGetValue("UNTIL", out var until)
            && LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd").Parse(until[..Math.Min(8, until.Length)]) is { Success: true } parsed)
        {
            return LocalDate.Max(parsed.Value, first);
        }
        if (!parts.TryGetValue("COUNT", out var count) || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var times))
        {
            return LocalDate.MaxIsoValue;
        }
        var interval = int.TryParse(parts.GetValueOrDefault("INTERVAL"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 1;
        var days = parts.GetValueOrDefault("FREQ")?.ToUpperInvariant() switch { "YEARLY" => 366, "MONTHLY" => 31, "WEEKLY" => 7, _ => 1 };
        return Later(first, (long)times * interval * days);
    }

    static LocalDate Later(LocalDate date, long days) =>
        days >= Period.DaysBetween(date, LocalDate.MaxIsoValue) ? LocalDate.MaxIsoValue : date.PlusDays((int)days);

    static string Write((LocalDate First, LocalDate Last) span) =>
        span.First == span.Last ? Write(span.First) : $"{Write(span.First)}/{Write(span.Last)}";

    static string Write(LocalDate date) => date == LocalDate.MaxIsoValue ? Open : LocalDatePattern.Iso.Format(date);

    static LocalDate Read(string text) => text == Open ? LocalDate.MaxIsoValue : LocalDatePattern.Iso.Parse(text).GetValueOrThrow();

    [GeneratedRegex("([A-Za-z]+)=([^;]*)")]
    private static partial Regex RulePart();
}
