using Besoksnaring.Catalog.Occurrences;
using Besoksnaring.Contracts.Content;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Catalog.Tests.Occurrences;

public class OccurrenceExpansionTests
{
    internal static readonly LocalDate From = new(2026, 1, 1);
    internal static readonly LocalDate Until = OccurrenceExpansion.Horizon(From);

    internal static Schedule At(params GivenOccurrence[] given) => new() { TimeZone = "Europe/Stockholm", Occurrences = given };

    internal static Schedule Ruled(string first, string rule, string zone = "Europe/Stockholm") =>
        new() { TimeZone = zone, Recurrences = [new Recurrence { First = Given(first), Rule = rule }] };

    /// <param name="text"><c>2026-06-01T19:00</c>, perhaps with an end after two dots; without times, dates.</param>
    internal static GivenOccurrence Given(string text)
    {
        var parts = text.Split("..");
        var (start, startTime) = Point(parts[0]);
        var (end, endTime) = parts.Length > 1 ? Point(parts[1]) : (default(LocalDate?), null);
        return new GivenOccurrence { StartDate = start!.Value, StartTime = startTime, EndDate = end, EndTime = endTime };
    }

    static (LocalDate?, LocalTime?) Point(string text)
    {
        var parts = text.Split('T');
        return (parts[0].Length == 0 ? null : LocalDatePattern.Iso.Parse(parts[0]).Value, parts.Length > 1 ? LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(parts[1]).Value : null);
    }

    internal static LocalDateTime Local(string text) => LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text).Value;

    internal static Expansion Expand(Schedule schedule) => OccurrenceExpansion.Expand(schedule, From, Until);

    internal static Occurrence Only(Schedule schedule)
    {
        var expansion = Expand(schedule);
        Assert.Empty(expansion.Problems);
        return Assert.Single(expansion.Occurrences);
    }

    [Theory]
    [InlineData("2026-06-01T19:00", null, null)]
    [InlineData("2026-06-01T19:00..2026-06-01T21:30", "2026-06-01T21:30", "2026-06-01T19:30:00Z")]
    [InlineData("2026-06-01T19:00..T21:30", "2026-06-01T21:30", "2026-06-01T19:30:00Z")]
    [InlineData("2026-06-01T22:00..T02:00", "2026-06-02T02:00", "2026-06-02T00:00:00Z")]
    [InlineData("2026-06-01T22:00..2026-06-01T02:00", "2026-06-02T02:00", "2026-06-02T00:00:00Z")]
    [InlineData("2026-06-01T22:00..2026-06-02T02:00", "2026-06-02T02:00", "2026-06-02T00:00:00Z")]
    [InlineData("2026-06-01T20:00..T00:00", "2026-06-02T00:00", "2026-06-01T22:00:00Z")]
    [InlineData("2026-06-01T19:00..2026-06-01T19:00", null, null)]
    [InlineData("2026-06-01T19:00..2026-06-01", null, null)]
    [InlineData("2026-06-01T19:00..2026-06-03", "2026-06-04T00:00", "2026-06-03T22:00:00Z")]
    [InlineData("2026-06-01", null, null)]
    [InlineData("2026-06-01..T21:00", null, null)]
    [InlineData("2026-06-01..2026-06-01", "2026-06-01T00:00", "2026-06-01T22:00:00Z")]
    [InlineData("2026-06-01..2026-06-02", "2026-06-02T00:00", "2026-06-02T22:00:00Z")]
    public void An_end_is_read_as_it_was_meant_and_never_invented(string given, string? endLocal, string? endInstant)
    {
        var occurrence = Only(At(Given(given)));
        Assert.Equal(endLocal is null ? null : Local(endLocal), occurrence.EndLocal);
        Assert.Equal(endInstant is null ? null : InstantPattern.ExtendedIso.Parse(endInstant).Value, occurrence.EndInstant);
        Assert.Equal(given.Contains("T19", StringComparison.Ordinal) || given.Contains("T2", StringComparison.Ordinal) && !given.StartsWith("2026-06-01.", StringComparison.Ordinal) ? TimePrecision.Minute : TimePrecision.Date, occurrence.Precision);
    }

    [Theory]
    [InlineData("2026-03-29T02:30..T04:00", "2026-03-29T01:30:00Z", "2026-03-29T02:00:00Z")] // skipped: 03:30 summer time
    [InlineData("2026-03-29T02:30..T03:00", "2026-03-29T01:30:00Z", "2026-03-29T01:30:00Z")] // moved past its end
    [InlineData("2026-03-29T01:00..T03:00", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z")] // one hour only
    [InlineData("2026-10-25T02:30..T04:00", "2026-10-25T00:30:00Z", "2026-10-25T03:00:00Z")] // repeated: the earlier
    [InlineData("2026-10-24T22:00..T03:00", "2026-10-24T20:00:00Z", "2026-10-25T02:00:00Z")] // six hours
    public void The_clocks_are_kept_on_both_nights_that_they_change(string given, string start, string end)
    {
        var occurrence = Only(At(Given(given)));
        Assert.Equal((start, end), (occurrence.StartInstant.ToString(), occurrence.EndInstant!.Value.ToString()));
    }

    [Fact]
    public void A_weekly_course_stays_at_its_hour_when_the_clocks_change()
    {
        var starts = Expand(Ruled("2026-03-22T18:00..T20:00", "FREQ=WEEKLY;COUNT=3")).Occurrences;
        Assert.Equal(["2026-03-22T17:00:00Z", "2026-03-29T16:00:00Z", "2026-04-05T16:00:00Z"], starts.Select(o => o.StartInstant.ToString()));
        Assert.All(starts, o => Assert.Equal((18, 20, false), (o.StartLocal.Hour, o.EndLocal!.Value.Hour, o.IsRun)));
    }

    [Fact]
    public void What_is_over_is_left_out_what_goes_on_is_not_and_the_horizon_is_kept()
    {
        var expansion = Expand(At(
            Given("2025-12-31T20:00"), Given("2025-12-31T20:00..2026-01-01T00:00"), Given("2025-12-31T22:00..T02:00"), Given("2025-12-01..2026-01-01"),
            Given("2027-06-30"), Given("2027-07-01")));
        Assert.Equal(["2025-12-01", "2025-12-31", "2027-06-30"], expansion.Occurrences.Select(o => LocalDatePattern.Iso.Format(o.FirstDay)));
        Assert.Equal(new LocalDate(2027, 7, 1), Until);
    }

    [Fact]
    public void Exceptions_additions_and_moves_are_kept()
    {
        var schedule = Ruled("2026-05-05T18:00..T19:00", "FREQ=WEEKLY;COUNT=5");
        schedule = schedule with
        {
            Status = EventStatus.Rescheduled,
            Recurrences =
            [
                schedule.Recurrences[0] with
                {
                    Except = [Local("2026-05-12T18:00"), Local("2026-05-19T00:00")],
                    Also = [Local("2026-05-13T18:00")],
                    Moved = [new(Local("2026-05-26T18:00"), Given("2026-05-27T17:00") with { Status = EventStatus.Cancelled })],
                },
            ],
        };
        var occurrences = Expand(schedule).Occurrences;
        Assert.Equal(["05-05 18", "05-13 18", "05-27 17", "06-02 18"], occurrences.Select(o => o.StartLocal.ToString("MM-dd HH", null)));
        Assert.Equal([19, 19, null, 19], occurrences.Select(o => o.EndLocal?.Hour));
        Assert.Equal(EventStatus.Cancelled, occurrences[2].Status);
        Assert.All(occurrences.Where((_, i) => i != 2), o => Assert.Equal(EventStatus.Rescheduled, o.Status));
    }

    [Theory]
    [InlineData("FREQ=WEEKLY;UNTIL=20260519T160000Z", 3)] // 18:00 in Stockholm: the last one is on the dot
    [InlineData("FREQ=WEEKLY;UNTIL=20260519T155959Z", 2)]
    [InlineData("FREQ=WEEKLY;UNTIL=20260519", 3)]
    [InlineData("RRULE:freq=weekly;count=2;", 2)]
    [InlineData("FREQ=YEARLY;BYMONTH=5;BYDAY=1TU", 2)]
    [InlineData("FREQ=MONTHLY;BYDAY=-1SA;COUNT=3", 3)]
    public void A_rule_ends_where_its_provider_means_it_to(string rule, int count) =>
        Assert.Equal(count, Expand(Ruled("2026-05-05T18:00", rule)).Occurrences.Count(o => rule.Contains("SA", StringComparison.Ordinal) ? o.StartLocal.DayOfWeek == IsoDayOfWeek.Saturday || o.StartLocal.Day == 5 : true));

    [Fact]
    public void Said_twice_is_once_and_the_one_with_an_end_is_kept()
    {
        var schedule = Ruled("2026-05-05T18:00", "FREQ=WEEKLY;COUNT=2") with { Occurrences = [Given("2026-05-12T18:00..T19:00"), Given("2026-05-12T18:00")] };
        var occurrences = Expand(schedule).Occurrences;
        Assert.Equal(2, occurrences.Count);
        Assert.Equal(19, occurrences[1].EndLocal!.Value.Hour);
    }

    [Theory]
    [InlineData("")]
    [InlineData("WEEKLY")]
    [InlineData("FREQ=SECONDLY")]
    [InlineData("FREQ=MINUTELY;COUNT=3")]
    [InlineData("FREQ=WEEKLY;FREQ=DAILY")]
    [InlineData("FREQ=FORTNIGHTLY")]
    [InlineData("FREQ=WEEKLY;BYDAY=XX")]
    [InlineData("FREQ=WEEKLY;INTERVAL=0")]
    [InlineData("FREQ=WEEKLY;UNTIL=2026")]
    [InlineData("FREQ=WEEKLY;COUNT=-1")]
    [InlineData("FREQ=YEARLY;BYHOUR=0,1,2,3,4;BYMINUTE=0,1,2,3,4;BYSECOND=0,1,2,3,4")]
    [InlineData("FREQ=DAILY;X-OWN=1")]
    [InlineData("FREQ=DAILY;BYMONTH=13")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=99;BYDAY=99MO")]
    public void A_rule_that_cannot_be_used_is_named_and_the_first_happening_stays(string rule)
    {
        var expansion = Expand(Ruled("2026-05-05T18:00", rule));
        Assert.Equal("recurrences[0].rule", Assert.Single(expansion.Problems).Field);
        Assert.Equal(Local("2026-05-05T18:00"), Assert.Single(expansion.Occurrences).StartLocal);
    }

    [Theory]
    [InlineData("Svensk tid")]
    [InlineData("")]
    public void A_zone_that_does_not_exist_is_named(string zone)
    {
        var expansion = Expand(At(Given("2026-06-01")) with { TimeZone = zone });
        Assert.Equal("timeZone", Assert.Single(expansion.Problems).Field);
        Assert.Empty(expansion.Occurrences);
    }

    [Fact]
    public void Dates_that_cannot_be_are_named_and_the_others_stay()
    {
        var expansion = Expand(At(Given("2026-06-01"), Given("1025-06-01"), Given("2026-06-03T10:00..2026-06-02T09:00"), Given("2026-05-01..9999-12-31")));
        Assert.Equal(["occurrences[1].startDate", "occurrences[2].endDate"], expansion.Problems.Select(p => p.Field));
        Assert.Equal(3, expansion.Occurrences.Count);
        Assert.Equal(2200, expansion.Occurrences[0].EndLocal!.Value.Year);
        Assert.Null(expansion.Occurrences[2].EndLocal);
    }

    [Fact]
    public void An_endless_timetable_is_cut_and_says_so()
    {
        var hourly = Expand(Ruled("2023-01-01T00:00", "FREQ=HOURLY"));
        Assert.Equal((OccurrenceExpansion.MaxOccurrences, true), (hourly.Occurrences.Count, hourly.IsCut));
        Assert.Equal(From, hourly.Occurrences[0].FirstDay);
        var centuries = Expand(Ruled("1920-01-01T18:00", "FREQ=DAILY"));
        Assert.Equal(546, centuries.Occurrences.Count);
        Assert.False(centuries.IsCut);
        var tooLong = Expand(Ruled("1900-01-01T00:00", "FREQ=HOURLY"));
        Assert.Equal("recurrences[0].rule", Assert.Single(tooLong.Problems).Field);
    }
}
