using System.Globalization;
using Besoksnaring.Contracts.Content;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Portal.Listings.Form;

/// <summary>
/// Opening hours as people write them, a line for each: <c>mån–fre 10–17</c>, <c>1/6–31/8: alla dagar 10–20</c>, <c>2026-12-24 stängt</c>.
/// What no line speaks of is unknown, not closed.
/// </summary>
static class HoursText
{
    static readonly LocalDatePattern Date = LocalDatePattern.Iso;

    public static readonly Fault Wrong = new(
        "Skriv en rad för varje tid, som: mån-fre 10-17, eller 2026-06-01 - 2026-08-31: lör-sön 11-16, eller 2026-12-24 stängt.",
        "Write a line for each time, such as: mon-fri 10-17, or 2026-06-01 - 2026-08-31: sat-sun 11-16, or 2026-12-24 closed.");

    public static string Of(OpeningHours? hours) => hours is null ? "" : string.Join('\n', hours.Rules.Select(RuleText).Concat(hours.SpecialDays.OrderBy(day => day.Date).Select(DayText)));

    /// <returns>Null for what could not be read; without any line there are none.</returns>
    public static (OpeningHours? Hours, Fault? Fault) Read(string text)
    {
        var (rules, days) = (new List<OpeningRule>(), new List<SpecialDay>());
        foreach (var line in Lines.Of(text))
        {
            if (SpecialDayIn(line) is { } day)
            {
                days.Add(day);
                continue;
            }
            if (RuleIn(line) is not { } rule)
            {
                return (null, Lines.Wrong(line, Wrong));
            }
            rules.Add(rule);
        }
        return (rules.Count + days.Count == 0 ? null : new OpeningHours { Rules = rules, SpecialDays = days }, null);
    }

    static string RuleText(OpeningRule rule)
    {
        var season = (rule.From, rule.To) switch
        {
            (null, null) => "",
            ({ } from, { } to) => $"{Date.Format(from)} - {Date.Format(to)}: ",
            ({ } from, null) => $"{Date.Format(from)} -: ",
            (null, { } to) => $"- {Date.Format(to)}: ",
        };
        return $"{season}{Weekdays.Of(rule.Days)} {Clock.Of(rule.Opens)}-{Clock.Of(rule.Closes)}";
    }

    static string DayText(SpecialDay day) =>
        day is { Opens: { } opens, Closes: { } closes } ? $"{Date.Format(day.Date)} {Clock.Of(opens)}-{Clock.Of(closes)}" : $"{Date.Format(day.Date)} stängt";

    static SpecialDay? SpecialDayIn(string line)
    {
        var parts = line.Split(' ', 2, StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || !Date.Parse(parts[0]).TryGetValue(default, out var date))
        {
            return null;
        }
        if (parts[1].ToLowerInvariant() is "stängt" or "closed")
        {
            return new SpecialDay(date, null, null);
        }
        return Clock.RangeIn(parts[1]) is var (opens, closes) ? new SpecialDay(date, opens, closes) : null;
    }

    static OpeningRule? RuleIn(string line)
    {
        (LocalDate? From, LocalDate? To) season = (null, null);
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        if (colon > 0)
        {
            if (SeasonIn(line[..colon]) is not { } given)
            {
                return null;
            }
            (season, line) = (given, line[(colon + 2)..].Trim());
        }
        var space = line.LastIndexOf(' ');
        return space > 0 && Weekdays.In(line[..space]) is { } days && Clock.RangeIn(line[(space + 1)..]) is var (opens, closes)
            ? new OpeningRule(season.From, season.To, days, opens, closes)
            : null;
    }

    static (LocalDate? From, LocalDate? To)? SeasonIn(string text)
    {
        text = text.Trim();
        // The hyphens of the dates have no space beside them.
        var parts = (" " + text + " ").Split(" - ", StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || (parts[0].Length == 0 && parts[1].Length == 0))
        {
            return null;
        }
        var (from, isFrom) = DateIn(parts[0]);
        var (to, isTo) = DateIn(parts[1]);
        return isFrom && isTo && !(from > to) ? (from, to) : null;
    }

    static (LocalDate? Date, bool IsGood) DateIn(string text) =>
        text.Length == 0 ? (null, true) : Date.Parse(text) is { Success: true } parsed ? (parsed.Value, true) : (null, false);
}

/// <summary>Weekdays in words: <c>mån-fre</c>, <c>lör, sön</c>, <c>alla dagar</c>; in English too.</summary>
static class Weekdays
{
    static readonly string[] Swedish = ["mån", "tis", "ons", "tors", "fre", "lör", "sön"];
    static readonly string[][] Known =
    [
        ["mån", "mon", "må", "måndag", "monday"], ["tis", "tue", "ti", "tisdag", "tuesday"], ["ons", "wed", "on", "onsdag", "wednesday"], ["tors", "thu", "tor", "torsdag", "thursday"],
        ["fre", "fri", "fr", "fredag", "friday"], ["lör", "sat", "lö", "lördag", "saturday"], ["sön", "sun", "sö", "söndag", "sunday"],
    ];

    public static string Of(IReadOnlyList<IsoDayOfWeek> days)
    {
        int[] numbers = [.. days.Select(day => (int)day - 1).Where(day => day is >= 0 and < 7).Distinct().Order()];
        if (numbers.Length == 7)
        {
            return "alla dagar";
        }
        var runs = new List<string>();
        for (var i = 0; i < numbers.Length;)
        {
            var last = i;
            while (last + 1 < numbers.Length && numbers[last + 1] == numbers[last] + 1)
            {
                last++;
            }
            runs.Add(last - i >= 2 ? $"{Swedish[numbers[i]]}-{Swedish[numbers[last]]}" : string.Join(", ", numbers[i..(last + 1)].Select(day => Swedish[day])));
            i = last + 1;
        }
        return string.Join(", ", runs);
    }

    /// <returns>Null for what is no weekdays.</returns>
    public static IReadOnlyList<IsoDayOfWeek>? In(string text)
    {
        text = text.Trim().ToLowerInvariant();
        if (text is "alla dagar" or "varje dag" or "dagligen" or "every day" or "daily")
        {
            return [.. Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day)];
        }
        var days = new SortedSet<int>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-', '–');
            if (ends.Length > 2 || DayIn(ends[0]) is not { } first || DayIn(ends[^1]) is not { } last)
            {
                return null;
            }
            // fre-mån goes over the end of the week.
            for (var day = first; ; day = (day + 1) % 7)
            {
                days.Add(day + 1);
                if (day == last)
                {
                    break;
                }
            }
        }
        return [.. days.Select(day => (IsoDayOfWeek)day)];
    }

    /// <returns>0 for Monday; null for what is no weekday.</returns>
    public static int? DayIn(string word)
    {
        var day = Array.FindIndex(Known, names => names.Contains(word.Trim().TrimEnd('.'), StringComparer.OrdinalIgnoreCase));
        return day < 0 ? null : day;
    }
}

/// <summary>Times of day: <c>10</c>, <c>10:30</c>, <c>10.30</c>; midnight at the end of a day may be written 24.</summary>
static class Clock
{
    public static string Of(LocalTime time) => time.Minute == 0 ? time.Hour.ToString("00", CultureInfo.InvariantCulture) : time.ToString("HH:mm", CultureInfo.InvariantCulture);

    public static (LocalTime From, LocalTime To)? RangeIn(string text)
    {
        var ends = text.Split('-', '–');
        return ends.Length == 2 && In(ends[0]) is { } from && In(ends[1]) is { } to ? (from, to) : null;
    }

    public static LocalTime? In(string text)
    {
        var parts = text.Trim().Split(':', '.');
        if (parts.Length > 2 || parts.Any(part => part.Length is 0 or > 2 || !part.All(char.IsAsciiDigit)))
        {
            return null;
        }
        var (hour, minute) = (int.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length == 2 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        return (hour, minute) switch
        {
            (24, 0) => LocalTime.Midnight,
            ( < 24, < 60) => new LocalTime(hour, minute),
            _ => null,
        };
    }
}

/// <summary>A box with one thing on each line.</summary>
static class Lines
{
    public static IEnumerable<string> Of(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <returns>The fault, with the line that has it.</returns>
    public static Fault Wrong(string line, Fault fault)
    {
        var quoted = line.Length > 60 ? line[..60] + "…" : line;
        return new($"Raden \"{quoted}\" gick inte att läsa. {fault.Swedish}", $"The line \"{quoted}\" could not be read. {fault.English}");
    }
}
