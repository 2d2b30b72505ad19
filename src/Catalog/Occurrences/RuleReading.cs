using System.Text.RegularExpressions;
using Ical.Net;
using Ical.Net.DataTypes;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Catalog.Occurrences;

/// <summary>Reads a recurrence rule strictly, so that a hostile or broken one is refused before it is evaluated.</summary>
static partial class RuleReading
{
    const int MaxLength = 500;

    /// <summary>Starts within one day that a rule may give: one an hour.</summary>
    const int MaxADay = 24;

    static readonly LocalDateTimePattern Until = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    static readonly LocalDatePattern UntilDate = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    /// <returns>The rule, or why it cannot be used.</returns>
    public static (RecurrenceRule? Rule, string? Problem) Read(string text, Span first, DateTimeZone zone)
    {
        text = text.Trim().TrimEnd(';').ToUpperInvariant();
        text = text.StartsWith("RRULE:", StringComparison.Ordinal) ? text[6..] : text;
        if (text.Length > MaxLength || !Form().IsMatch(text))
        {
            return (null, $"'{Shown(text)}' is no recurrence rule");
        }
        var parts = text.Split(';').Select(part => part.Split('=')).ToList();
        if (parts.GroupBy(part => part[0]).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            return (null, $"has {twice.Key} twice");
        }
        var named = parts.ToDictionary(part => part[0], part => part[1]);
        if (!named.TryGetValue("FREQ", out var frequency) || frequency is not ("HOURLY" or "DAILY" or "WEEKLY" or "MONTHLY" or "YEARLY"))
        {
            return (null, $"has FREQ={frequency}; it must be HOURLY, DAILY, WEEKLY, MONTHLY or YEARLY");
        }
        if (Values(named, "BYHOUR") * Values(named, "BYMINUTE") * Values(named, "BYSECOND") > MaxADay)
        {
            return (null, $"gives more than {MaxADay} starts a day");
        }
        if (frequency == "HOURLY" && Values(named, "BYMINUTE") * Values(named, "BYSECOND") > 1)
        {
            return (null, "gives more than one start an hour");
        }
        return Parse(text, named, first, zone);
    }

    static (RecurrenceRule? Rule, string? Problem) Parse(string text, Dictionary<string, string> named, Span first, DateTimeZone zone)
    {
        CalDateTime? end = null;
        if (named.TryGetValue("UNTIL", out var until))
        {
            if (LastStart(until, zone) is not { } last)
            {
                return (null, $"has UNTIL={until}, which is no date or date and time");
            }
            end = last.Year > GivenReading.LastYear ? null : first.Precision == TimePrecision.Date
                ? new CalDateTime(last.Year, last.Month, last.Day)
                : new CalDateTime(last.Year, last.Month, last.Day, last.Hour, last.Minute, last.Second);
        }
        try
        {
            var rule = new RecurrenceRule(string.Join(';', named.Where(part => part.Key != "UNTIL").Select(part => $"{part.Key}={part.Value}")));
            rule.Until = end;
            return (rule, null);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException or InvalidOperationException)
        {
            return (null, $"'{Shown(text)}' is no recurrence rule: {error.Message}");
        }
    }

    /// <summary>The rule is evaluated in venue time, and so its end must be said in it: UNTIL is mostly in UTC.</summary>
    static LocalDateTime? LastStart(string until, DateTimeZone zone)
    {
        if (UntilDate.Parse(until) is { Success: true } day)
        {
            return day.Value.At(new LocalTime(23, 59, 59));
        }
        if (Until.Parse(until.TrimEnd('Z')) is not { Success: true } time)
        {
            return null;
        }
        // Years that cannot be carried to another zone mean "for ever" (or never) in this one as well.
        return until.EndsWith('Z') && time.Value.Year is > 1 and <= GivenReading.LastYear ? time.Value.InUtc().WithZone(zone).LocalDateTime : time.Value;
    }

    static long Values(Dictionary<string, string> named, string part) =>
        named.TryGetValue(part, out var list) ? list.Split(',').Length : 1;

    static string Shown(string text) => text.Length > 60 ? text[..60] + "…" : text;

    [GeneratedRegex(@"^(?:(?:FREQ|WKST)=[A-Z]+|UNTIL=[0-9TZ]+|(?:COUNT|INTERVAL)=[1-9][0-9]{0,5}|BYDAY=[A-Z0-9,+-]+|BY(?:SECOND|MINUTE|HOUR|MONTHDAY|YEARDAY|WEEKNO|MONTH|SETPOS)=[0-9,+-]+)(?:;(?:(?:FREQ|WKST)=[A-Z]+|UNTIL=[0-9TZ]+|(?:COUNT|INTERVAL)=[1-9][0-9]{0,5}|BYDAY=[A-Z0-9,+-]+|BY(?:SECOND|MINUTE|HOUR|MONTHDAY|YEARDAY|WEEKNO|MONTH|SETPOS)=[0-9,+-]+))*$")]
    private static partial Regex Form();
}
