using Besoksnaring.Contracts.Content;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Portal.Listings.Form;

/// <summary>
/// When an event happens, a line for each: <c>2026-12-13 17:00-19:00</c>, <c>2026-06-01 - 2026-08-31</c> (an exhibition),
/// <c>varje tis 18-20 från 2026-09-01 till 2026-12-15</c>, <c>utom 2026-11-03</c> and <c>2026-11-10 inställt</c>.
/// </summary>
static class DatesText
{
    const string Zone = "Europe/Stockholm";

    static readonly LocalDatePattern Date = LocalDatePattern.Iso;
    static readonly LocalDateTimePattern Until = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    static readonly string[] Codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    public static readonly Fault Wrong = new(
        "Skriv en rad för varje tillfälle, som: 2026-12-13 17:00-19:00, eller 2026-06-01 - 2026-08-31, eller varje tis 18-20 från 2026-09-01 till 2026-12-15, och under den utom 2026-11-03.",
        "Write a line for each occasion, such as: 2026-12-13 17:00-19:00, or 2026-06-01 - 2026-08-31, or every tue 18-20 from 2026-09-01 to 2026-12-15, and below it except 2026-11-03.");

    /// <returns>Null: it has a rule or an exception that no line can say.</returns>
    public static string? Of(Schedule? schedule)
    {
        if (schedule is null)
        {
            return "";
        }
        var lines = new List<string>();
        foreach (var rule in schedule.Recurrences)
        {
            if (RuleText(rule) is not { } text)
            {
                return null;
            }
            lines.Add(text);
            lines.AddRange(rule.Except.Select(start => $"utom {Date.Format(start.Date)}"));
        }
        foreach (var occurrence in schedule.Occurrences)
        {
            if (OccurrenceText(occurrence) is not { } text)
            {
                return null;
            }
            lines.Add(text);
        }
        return string.Join('\n', lines);
    }

    public static (Schedule? Schedule, Fault? Fault) Read(string text, EventStatus status)
    {
        var (occurrences, rules) = (new List<GivenOccurrence>(), new List<Recurrence>());
        foreach (var line in Lines.Of(text))
        {
            if (OccurrenceIn(line) is { } occurrence)
            {
                occurrences.Add(occurrence);
            }
            else if (RuleIn(line) is { } rule)
            {
                rules.Add(rule);
            }
            else if (rules.Count > 0 && ExceptIn(line) is { } except)
            {
                rules[^1] = rules[^1] with { Except = [.. rules[^1].Except, except.At(rules[^1].First.StartTime ?? LocalTime.Midnight)] };
            }
            else
            {
                return (null, Lines.Wrong(line, Wrong));
            }
        }
        return occurrences.Count + rules.Count == 0
            ? (null, null)
            : (new Schedule { Status = status, TimeZone = Zone, Occurrences = [.. occurrences.OrderBy(o => o.StartDate).ThenBy(o => o.StartTime)], Recurrences = rules }, null);
    }

    static string? OccurrenceText(GivenOccurrence occurrence)
    {
        var end = occurrence.Status switch
        {
            null => "",
            EventStatus.Cancelled => " inställt",
            _ => null,
        };
        var days = occurrence.EndDate is { } last && last != occurrence.StartDate ? $"{Date.Format(occurrence.StartDate)} - {Date.Format(last)}" : Date.Format(occurrence.StartDate);
        var times = (occurrence.StartTime, occurrence.EndTime) switch
        {
            (null, null) => "",
            ({ } from, null) => $" {Clock.Of(from)}",
            ({ } from, { } to) => $" {Clock.Of(from)}-{Clock.Of(to)}",
            _ => null,
        };
        return end is null || times is null ? null : days + times + end;
    }

    static GivenOccurrence? OccurrenceIn(string line)
    {
        EventStatus? status = null;
        foreach (var word in new[] { " inställt", " cancelled" })
        {
            if (line.EndsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                (status, line) = (EventStatus.Cancelled, line[..^word.Length].Trim());
            }
        }
        if (line.Length < 10 || !Date.Parse(line[..10]).TryGetValue(default, out var start))
        {
            return null;
        }
        var rest = line[10..].Trim();
        LocalDate? end = null;
        if (rest.StartsWith("- ", StringComparison.Ordinal) && rest.Length >= 12)
        {
            if (!Date.Parse(rest[2..12]).TryGetValue(default, out var last) || last < start)
            {
                return null;
            }
            (end, rest) = (last, rest[12..].Trim());
        }
        var given = new GivenOccurrence { StartDate = start, EndDate = end, Status = status };
        if (rest.Length == 0)
        {
            return given;
        }
        if (Clock.In(rest) is { } only)
        {
            return given with { StartTime = only };
        }
        // One that ends earlier than it begins ends the day after.
        return Clock.RangeIn(rest) is var (from, to) ? given with { StartTime = from, EndTime = to, EndDate = end ?? (to < from ? start.PlusDays(1) : start) } : null;
    }

    static string? RuleText(Recurrence rule)
    {
        var parts = rule.Rule.Split(';').Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToDictionary(part => part[0], part => part[1]);
        if (rule is not { Also.Count: 0, Moved.Count: 0, First: { Status: null, StartTime: { } from } first } || parts.GetValueOrDefault("FREQ") != "WEEKLY" || parts.Keys.Except(["FREQ", "BYDAY", "UNTIL"]).Any())
        {
            return null;
        }
        var days = parts.GetValueOrDefault("BYDAY")?.Split(',').Select(code => Array.IndexOf(Codes, code)).ToList() ?? [(int)first.StartDate.DayOfWeek - 1];
        LocalDate? until = parts.GetValueOrDefault("UNTIL") is { Length: >= 8 } text && LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd").Parse(text[..8]).TryGetValue(default, out var last) ? last : null;
        if (days.Contains(-1) || (first.EndDate is { } end && end != first.StartDate && !(end == first.StartDate.PlusDays(1) && first.EndTime < from)))
        {
            return null;
        }
        var times = first.EndTime is { } to ? $"{Clock.Of(from)}-{Clock.Of(to)}" : Clock.Of(from);
        return $"varje {Weekdays.Of([.. days.Select(day => (IsoDayOfWeek)(day + 1))])} {times} från {Date.Format(first.StartDate)}{(until is null ? "" : $" till {Date.Format(until.Value)}")}";
    }

    static Recurrence? RuleIn(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var from = Array.FindIndex(words, word => word.ToLowerInvariant() is "från" or "from");
        if (words.Length < 5 || words[0].ToLowerInvariant() is not ("varje" or "every") || from < 3 || from + 1 >= words.Length || !Date.Parse(words[from + 1]).TryGetValue(default, out var start))
        {
            return null;
        }
        LocalDate? until = null;
        if (words.Length > from + 2)
        {
            if (words.Length != from + 4 || words[from + 2].ToLowerInvariant() is not ("till" or "to") || !Date.Parse(words[from + 3]).TryGetValue(default, out var last) || last < start)
            {
                return null;
            }
            until = last;
        }
        var time = words[from - 1];
        if (Weekdays.In(string.Join(' ', words[1..(from - 1)])) is not { } days || (Clock.RangeIn(time)?.From ?? Clock.In(time)) is not { } opens)
        {
            return null;
        }
        // The first is the first of those weekdays, or the rule would add a day that is none of them.
        while (!days.Contains(start.DayOfWeek))
        {
            start = start.PlusDays(1);
        }
        var rule = $"FREQ=WEEKLY;BYDAY={string.Join(',', days.Select(day => Codes[(int)day - 1]))}";
        var closes = Clock.RangeIn(time)?.To;
        return new Recurrence
        {
            First = new GivenOccurrence { StartDate = start, StartTime = opens, EndDate = closes is null ? null : closes < opens ? start.PlusDays(1) : start, EndTime = closes },
            Rule = until is { } end ? $"{rule};UNTIL={Until.Format(end.At(new LocalTime(23, 59, 59)))}" : rule,
        };
    }

    static LocalDate? ExceptIn(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var word, var date] && word.ToLowerInvariant() is "utom" or "except" && Date.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1]).TryGetValue(default, out var day) ? day : null;
}
