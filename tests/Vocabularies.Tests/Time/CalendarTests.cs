using Besoksnaring.Testing;
using Besoksnaring.Vocabularies.Time;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Vocabularies.Tests.Time;

public class CalendarTests
{
    [Theory]
    [InlineData("2026-01-01", "sportlov:1780", "2026-02-23", "2026-03-01")]
    [InlineData("2026-02-25", "Sportlov:Karlstad", "2026-02-23", "2026-03-01")]
    [InlineData("2026-03-01", "sportlov:1780", "2026-02-23", "2026-03-01")]
    [InlineData("2026-03-02", "sportlov:1780", "2027-03-01", "2027-03-07")]
    [InlineData("2026-03-02", "sportlov:1780:2026", "2026-02-23", "2026-03-01")]
    [InlineData("2026-03-02", "höstlov:årjäng:2027", "2027-11-01", "2027-11-07")]
    [InlineData("2026-03-02", "hostlov:1765", "2026-10-26", "2026-11-01")]
    [InlineData("2026-03-02", "påsklov:1784", "2026-04-07", "2026-04-12")]
    [InlineData("2026-01-01", "vinterferie:NO-03", "2026-02-16", "2026-02-22")]
    [InlineData("2026-01-01", "vinterferie:no-34:2027", "2027-02-22", "2027-02-28")]
    [InlineData("2026-01-01", "vinterferie:Østfold", "2026-02-16", "2026-02-22")]
    [InlineData("2026-12-26", "jul", "2026-12-24", "2026-12-26")]
    [InlineData("2026-12-27", "jul", "2027-12-24", "2027-12-26")]
    [InlineData("2027-01-01", "nyår", "2026-12-31", "2027-01-01")]
    [InlineData("2027-01-02", "nyar", "2027-12-31", "2028-01-01")]
    [InlineData("2026-01-01", "pask", "2026-04-03", "2026-04-06")]
    [InlineData("2026-01-01", "påsk:2027", "2027-03-26", "2027-03-29")]
    [InlineData("2026-01-01", "midsommar", "2026-06-19", "2026-06-21")]
    [InlineData("2026-01-01", "midsommar:2027", "2027-06-25", "2027-06-27")]
    [InlineData("2026-01-01", "valborg", "2026-04-30", "2026-04-30")]
    [InlineData("2026-01-01", "kristi himmelsfärd", "2026-05-14", "2026-05-17")]
    [InlineData("2026-01-01", "nationaldagen", "2026-06-06", "2026-06-06")]
    [InlineData("2026-01-01", "alla-helgons", "2026-10-31", "2026-11-01")]
    [InlineData("2026-01-01", "klämdag", "2026-01-02", "2026-01-02")]
    [InlineData("2026-01-03", "klamdag", "2026-01-05", "2026-01-05")]
    [InlineData("2026-01-06", "klamdag", "2026-05-15", "2026-05-15")]
    [InlineData("2026-05-16", "klamdag", "2027-05-07", "2027-05-07")]
    [InlineData("2026-12-01", "klamdag:2026", "2026-01-02", "2026-01-02")]
    public void The_one_going_on_or_next_is_meant(string today, string word, string first, string last)
    {
        var answer = Resolve(word, today);
        Assert.True(answer.Problem is null, answer.Problem?.Detail);
        Assert.Equal((Date(first), Date(last)), (answer.Window!.FirstDay!.Value, answer.Window.LastDay!.Value));
        Assert.Equal($"{answer.Window.Calendar}:{Date(first).Year}", answer.Window.Name);
        Assert.Equal(answer.Window, Resolve(answer.Window.Name!, today).Window! with { });
    }

    [Theory]
    [InlineData("2028-01-01", "sportlov:1780", "2026 to 2027")]
    [InlineData("2026-01-01", "sportlov:1780:2031", "2026 to 2027")]
    [InlineData("2026-06-01", "vinterferie:NO-33", "2026")]
    [InlineData("2026-06-01", "midsommar:2200", "2005 to 2100")]
    [InlineData("2026-06-01", "sportlov:0180", "area")]
    [InlineData("2026-06-01", "påsklov:Torsby", "area")]
    [InlineData("2026-06-01", "vinterferie:1780", "area")]
    [InlineData("2026-06-01", "sportlov", "where")]
    public void A_calendar_without_data_says_what_it_has(string today, string word, string has)
    {
        var problem = Resolve(word, today).Problem!;
        Assert.Equal(TimeProblemKind.NoData, problem.Kind);
        Assert.Contains(has, problem.Detail, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Allowed);
    }

    [Fact]
    public void Every_calendar_says_where_its_dates_come_from_and_keeps_to_its_years()
    {
        foreach (var calendar in Calendars.Default.All)
        {
            Assert.Same(calendar, Calendars.Default.Find(calendar.Id));
            Assert.NotEqual("", calendar.Source.Text);
            foreach (var year in calendar.Years)
            {
                Assert.All(calendar.In(year), period => Assert.Equal(year, period.Start.Year));
            }
            Assert.Empty(calendar.In(calendar.ValidFrom.Year - 1));
            Assert.Empty(calendar.In(calendar.ValidTo.Year + 1));
        }
    }

    [Fact]
    public void School_breaks_are_whole_weeks_or_begin_after_Easter()
    {
        foreach (var period in Calendars.Default.All.Where(c => c.IsSchoolBreak).SelectMany(c => c.Years.SelectMany(c.In)))
        {
            Assert.Equal(IsoDayOfWeek.Sunday, period.End.DayOfWeek);
            Assert.Contains(period.Start.DayOfWeek, new[] { IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday });
        }
    }

    [Fact]
    public void The_rules_agree_with_a_calendar_that_others_made()
    {
        var days = new Dictionary<string, HashSet<LocalDate>>();
        var summary = "";
        foreach (var line in File.ReadLines(SharedData.PathOf("reference/holidays/autogen_SwedishHolidays.ics")))
        {
            summary = line.StartsWith("SUMMARY:", StringComparison.Ordinal) ? line[8..].Trim() : summary;
            if (line.StartsWith("DTSTART;VALUE=DATE:", StringComparison.Ordinal))
            {
                days.TryAdd(summary, []);
                days[summary].Add(LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd").Parse(line[19..].Trim()).Value);
            }
        }
        var all = days.Values.SelectMany(d => d).ToHashSet();
        foreach (var year in all.Select(d => d.Year).Distinct())
        {
            foreach (var day in new[]
            {
                SwedishDays.Easter(year), SwedishDays.Easter(year).PlusDays(1), SwedishDays.Easter(year).PlusDays(-2), SwedishDays.Ascension(year),
                SwedishDays.MidsummerEve(year).PlusDays(1), SwedishDays.AllSaints(year), new LocalDate(year, 6, 6),
            })
            {
                Assert.True(all.Contains(day), $"{day} is no holiday of theirs.");
            }
        }
    }

    [Theory]
    [InlineData(2005, 3, 27)]
    [InlineData(2008, 3, 23)]
    [InlineData(2011, 4, 24)]
    [InlineData(2019, 4, 21)]
    [InlineData(2024, 3, 31)]
    [InlineData(2026, 4, 5)]
    [InlineData(2027, 3, 28)]
    [InlineData(2038, 4, 25)]
    [InlineData(2100, 3, 28)]
    public void Easter_is_when_the_church_says(int year, int month, int day) => Assert.Equal(new LocalDate(year, month, day), SwedishDays.Easter(year));

    [Fact]
    public void A_squeeze_day_is_a_working_day_between_days_off()
    {
        Assert.Equal([new(2026, 1, 2), new(2026, 1, 5), new(2026, 5, 15)], SwedishDays.SqueezeDays(2026));
        for (var year = 2005; year <= 2100; year++)
        {
            Assert.All(SwedishDays.SqueezeDays(year), day => Assert.True(day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)));
            Assert.Contains(SwedishDays.Ascension(year).PlusDays(1), SwedishDays.SqueezeDays(year).Append(new LocalDate(year, 5, 1)));
        }
    }

    static WindowOrProblem Resolve(string word, string today) =>
        When.Resolve(word, (Date(today) + new LocalTime(12, 0)).InZoneStrictly(SlowModel.Stockholm).ToInstant(), SlowModel.Stockholm, Calendars.Default);

    static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
