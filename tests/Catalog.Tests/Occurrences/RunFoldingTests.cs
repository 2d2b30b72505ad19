using System.Text.Json;
using Besoksnaring.Catalog.Occurrences;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;
using NodaTime;
using NodaTime.Text;
using static Besoksnaring.Catalog.Tests.Occurrences.OccurrenceExpansionTests;

namespace Besoksnaring.Catalog.Tests.Occurrences;

public class RunFoldingTests
{
    static readonly LocalDate June = new(2026, 6, 1); // a Monday

    static GivenOccurrence[] On(IEnumerable<int> days, string times = "") =>
        [.. days.Select(day => LocalDatePattern.Iso.Format(June.PlusDays(day - 1))).Select(date => Given(times.Length == 0 ? date : $"{date}T{times}"))];

    static IEnumerable<int> Days(int weeks, params int[] ofTheWeek) => Enumerable.Range(0, weeks).SelectMany(week => ofTheWeek.Select(day => week * 7 + day));

    [Fact]
    public void An_exhibition_open_Thursday_to_Sunday_is_one_run()
    {
        var run = Only(At(On(Days(10, 4, 5, 6, 7), "11:00..T16:00")));
        Assert.True(run.IsRun);
        Assert.Equal((June.PlusDays(3), June.PlusDays(69), TimePrecision.Date), (run.FirstDay, run.LastDay, run.Precision));
        Assert.Equal(("2026-06-03T22:00:00Z", "2026-08-09T22:00:00Z"), (run.StartInstant.ToString(), run.EndInstant.ToString()));
    }

    [Theory]
    [InlineData(10, new[] { 2 }, "18:00..T20:00")]
    [InlineData(10, new[] { 2 }, "")]
    [InlineData(10, new[] { 6, 7 }, "10:00..T15:00")]
    [InlineData(10, new[] { 1, 3, 5 }, "09:00..T15:00")]
    [InlineData(2, new[] { 1, 2, 3, 4, 5, 6, 7 }, "19:00..T22:30")]
    [InlineData(4, new[] { 1, 2, 3, 4, 5, 6, 7 }, "13:00..T14:00")]
    [InlineData(4, new[] { 1, 2, 3, 4, 5, 6, 7 }, "13:00")]
    [InlineData(1, new[] { 1, 2, 3 }, "11:00..T16:00")]
    public void Courses_shows_and_tours_are_not_a_run(int weeks, int[] days, string times)
    {
        var given = On(Days(weeks, days), times);
        var occurrences = Expand(At(given)).Occurrences;
        Assert.Equal(given.Length, occurrences.Count);
        Assert.DoesNotContain(occurrences, o => o.IsRun);
    }

    [Fact]
    public void Of_Karlstads_real_dates_the_exhibitions_and_trails_fold_and_the_shows_do_not()
    {
        using var stream = File.OpenRead(SharedData.PathOf("events/karlstad-events/events.json"));
        using var document = JsonDocument.Parse(stream);
        var folded = document.RootElement.EnumerateArray()
            .GroupBy(row => row.GetProperty("title").GetString()!, row => Given(row.GetProperty("date").GetString()![..10]))
            .Where(days => Expand(At([.. days.Distinct()])).Occurrences.Any(o => o.IsRun))
            .Select(days => days.Key).ToList();
        Assert.Contains("Fotoutställning: Ung Blick på Naturen", folded);
        Assert.Contains("Skattjakt i Skogen", folded);
        Assert.InRange(folded.Count, 15, 25);
        Assert.DoesNotContain(folded, title => title.StartsWith("Och Sen", StringComparison.Ordinal) || title.StartsWith("50/50", StringComparison.Ordinal)
            || title.StartsWith("Sven Ingvars", StringComparison.Ordinal) || title.Contains("café", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(4, new[] { 2, 3, 4, 5, 6, 7 }, true)]
    [InlineData(4, new[] { 4, 5, 6, 7 }, false)]
    [InlineData(1, new[] { 1, 2, 3, 4 }, false)]
    [InlineData(1, new[] { 1, 2, 3, 4, 5 }, true)]
    public void Where_only_dates_are_known_nearly_every_day_must_be_there(int weeks, int[] days, bool isRun) =>
        Assert.Equal(isRun, Expand(At(On(Days(weeks, days)))).Occurrences.Any(o => o.IsRun));

    [Fact]
    public void Several_openings_a_day_are_a_timetable() =>
        Assert.Equal(20, Expand(At([.. On(Enumerable.Range(1, 10), "09:00..T12:00"), .. On(Enumerable.Range(1, 10), "13:00..T16:30")])).Occurrences.Count);

    [Fact]
    public void A_closed_month_parts_two_runs_and_an_opening_night_stays_beside()
    {
        var occurrences = Expand(At([.. On(Enumerable.Range(1, 10), "11:00..T16:00"), .. On([1], "18:00..T21:00"), .. On(Enumerable.Range(40, 10), "11:00..T15:00")])).Occurrences;
        Assert.Equal([true, false, true], occurrences.Select(o => o.IsRun));
        Assert.Equal([10, 1, 49], occurrences.Select(o => Period.DaysBetween(June, o.LastDay) + 1));
    }

    [Fact]
    public void A_cancelled_day_stays_beside_its_run()
    {
        var given = On(Enumerable.Range(1, 10), "11:00..T16:00");
        given[4] = given[4] with { Status = EventStatus.Cancelled };
        var occurrences = Expand(At(given)).Occurrences;
        Assert.Equal([(true, EventStatus.Scheduled), (false, EventStatus.Cancelled)], occurrences.Select(o => (o.IsRun, o.Status)));
    }

    [Fact]
    public void A_run_begins_on_its_first_day_however_late_one_asks()
    {
        var schedule = At(On(Enumerable.Range(1, 60), "11:00..T16:00"));
        var late = OccurrenceExpansion.Expand(schedule, June.PlusDays(50), Until);
        Assert.Equal(Only(schedule), Assert.Single(late.Occurrences));
        Assert.Empty(OccurrenceExpansion.Expand(schedule, June.PlusDays(60), Until).Occurrences);
    }

    [Fact]
    public void What_is_given_as_one_stretch_of_four_days_is_a_run_too()
    {
        Assert.True(Only(At(Given("2026-06-01..2026-06-04"))).IsRun);
        Assert.True(Only(At(Given("2026-06-01T10:00..2026-08-31T16:00"))).IsRun);
        Assert.False(Only(At(Given("2026-06-05T18:00..2026-06-07T16:00"))).IsRun);
    }

    [Fact]
    public void A_daily_rule_of_open_hours_folds_and_an_evening_one_does_not()
    {
        Assert.True(Only(Ruled("2026-06-01T10:00..T16:00", "FREQ=DAILY;UNTIL=20260831")).IsRun);
        Assert.Equal(92, Expand(Ruled("2026-06-01T20:00..T23:30", "FREQ=DAILY;UNTIL=20260831")).Occurrences.Count);
    }
}
