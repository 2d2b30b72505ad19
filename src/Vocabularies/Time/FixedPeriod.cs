using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Calendars;
using NodaTime.Text;

namespace Besoksnaring.Vocabularies.Time;

/// <summary>A date, an ISO week or a month, named by its number.</summary>
static partial class FixedPeriod
{
    public const int FirstYear = 1900;
    public const int LastYear = 2199;

    static readonly string[] Years = [$"years {FirstYear}-{LastYear}"];

    /// <returns>Null when it has none of these forms.</returns>
    public static WindowOrProblem? Read(string word, DateTimeZone zone)
    {
        var text = word.Trim();
        var match = Form().Match(text);
        if (!match.Success)
        {
            return null;
        }
        var year = Number(match.Groups["year"]);
        if (year is < FirstYear or > LastYear)
        {
            return Wrong(word, "The year is too far away.", Years);
        }
        if (match.Groups["week"].Success)
        {
            return Week(word, year, Number(match.Groups["week"]), zone);
        }
        var month = Number(match.Groups["month"]);
        if (month is < 1 or > 12)
        {
            return Wrong(word, "A year has the months 01 to 12.", [$"{year}-01 to {year}-12"]);
        }
        var first = new LocalDate(year, month, 1);
        if (!match.Groups["day"].Success)
        {
            return WindowOrProblem.Of(TimeWord.Month(first, zone) with { Name = $"{year}-{month:00}" });
        }
        var last = first.Calendar.GetDaysInMonth(year, month);
        var day = Number(match.Groups["day"]);
        if (day < 1 || day > last)
        {
            return Wrong(word, $"That month has the days 01 to {last}.", [$"{year}-{month:00}-01 to {year}-{month:00}-{last}"]);
        }
        var date = first.PlusDays(day - 1);
        return WindowOrProblem.Of(TimeWindow.OfDays(date, date, zone) with { Name = LocalDatePattern.Iso.Format(date) });
    }

    static WindowOrProblem Week(string word, int year, int week, DateTimeZone zone)
    {
        var weeks = WeekYearRules.Iso.GetWeeksInWeekYear(year);
        if (week < 1 || week > weeks)
        {
            return Wrong(word, $"{year} has the weeks 01 to {weeks}.", [$"{year}-W01 to {year}-W{weeks}"]);
        }
        var monday = LocalDate.FromWeekYearWeekAndDay(year, week, IsoDayOfWeek.Monday);
        return WindowOrProblem.Of(TimeWindow.OfDays(monday, monday.PlusDays(6), zone) with { Name = $"{year}-W{week:00}" });
    }

    static WindowOrProblem Wrong(string word, string detail, IReadOnlyList<string> allowed) =>
        WindowOrProblem.Of(new TimeProblem(TimeProblemKind.NotATime, "when", word, detail, allowed));

    static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<year>[0-9]{4})-([wWvV](?<week>[0-9]{1,2})|(?<month>[0-9]{2})(-(?<day>[0-9]{2}))?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
