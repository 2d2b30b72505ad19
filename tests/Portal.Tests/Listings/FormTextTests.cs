using Besoksnaring.Contracts.Content;
using Besoksnaring.Portal.Listings.Form;
using CsCheck;
using NodaTime;

namespace Besoksnaring.Portal.Tests.Listings;

/// <summary>What people write about times is read as they mean it, and written back so that it is read the same.</summary>
public class FormTextTests
{
    static readonly Gen<LocalTime> AnyTime = Gen.Select(Gen.Int[0, 23], Gen.Int[0, 59], (hour, minute) => new LocalTime(hour, minute));
    static readonly Gen<LocalDate> AnyDate = Gen.Int[0, 2000].Select(days => new LocalDate(2026, 1, 1).PlusDays(days));

    [Theory]
    [InlineData("mån-fre 10-17", "alla", "1,2,3,4,5", 10, 17)]
    [InlineData("Lör, sön 11.00–16.00", "alla", "6,7", 11, 16)]
    [InlineData("alla dagar 9-24", "alla", "1,2,3,4,5,6,7", 9, 0)]
    [InlineData("fre-mån 22-02", "alla", "1,5,6,7", 22, 2)]
    [InlineData("2026-06-01 - 2026-08-31: tisdag 18:00-20:00", "2026-06-01/2026-08-31", "2", 18, 20)]
    [InlineData("every day 8-16", "alla", "1,2,3,4,5,6,7", 8, 16)]
    public void Hours_are_read_as_they_are_written(string line, string season, string days, int opens, int closes)
    {
        var (hours, fault) = HoursText.Read(line);
        Assert.Null(fault);
        var rule = Assert.Single(hours!.Rules);
        Assert.Equal(season, rule.From is null ? "alla" : $"{rule.From:uuuu-MM-dd}/{rule.To:uuuu-MM-dd}");
        Assert.Equal(days, string.Join(',', rule.Days.Select(day => (int)day)));
        Assert.Equal((new LocalTime(opens, 0), new LocalTime(closes, 0)), (rule.Opens, rule.Closes));
    }

    [Theory]
    [InlineData("10-17")]
    [InlineData("mån-fre")]
    [InlineData("mån-fre 10-25")]
    [InlineData("mån-fre 10:60-12")]
    [InlineData("2026-13-01 stängt")]
    [InlineData("2026-08-31 - 2026-06-01: mån 10-12")]
    [InlineData("<script>alert(1)</script>")]
    public void What_is_no_time_is_told_with_its_line(string line)
    {
        var (hours, fault) = HoursText.Read("lör 10-12\n" + line);
        Assert.Null(hours);
        Assert.Contains(line, fault!.Swedish, StringComparison.Ordinal);
    }

    [Fact]
    public void Hours_are_written_back_so_that_they_are_read_the_same()
    {
        var rules = Gen.Select(Gen.Bool, AnyDate, Gen.Int[0, 200], Gen.Int[1, 127], AnyTime, AnyTime, (isSeason, from, days, weekdays, opens, closes) => new OpeningRule(
            isSeason ? from : null, isSeason ? from.PlusDays(days) : null, [.. Enumerable.Range(1, 7).Where(day => (weekdays & (1 << (day - 1))) != 0).Select(day => (IsoDayOfWeek)day)], opens, closes));
        var special = Gen.Select(AnyDate, Gen.Bool, AnyTime, AnyTime, (day, isClosed, opens, closes) => isClosed ? new SpecialDay(day, null, null) : new SpecialDay(day, opens, closes));
        Gen.Select(rules.List[0, 4], special.List[0, 4]).Sample((some, days) =>
        {
            var text = HoursText.Of(new OpeningHours { Rules = some, SpecialDays = days });
            var (read, fault) = HoursText.Read(text);
            Assert.Null(fault);
            Assert.Equal(text, HoursText.Of(read));
            Assert.Equal(some.Select(Said), read?.Rules.Select(Said) ?? []);
        });

        static string Said(OpeningRule rule) => $"{rule.From} {rule.To} {string.Join(',', rule.Days)} {rule.Opens} {rule.Closes}";
    }

    [Fact]
    public void Dates_are_written_back_so_that_they_are_read_the_same()
    {
        var occurrences = Gen.Select(AnyDate, Gen.Int[0, 3], AnyTime, Gen.Bool, AnyTime, Gen.Bool, (day, more, from, hasTo, to, isCancelled) => new GivenOccurrence
        {
            StartDate = day,
            EndDate = more == 3 ? day.PlusDays(40) : null,
            StartTime = more == 0 ? null : from,
            Status = isCancelled ? EventStatus.Cancelled : null,
        });
        var rules = Gen.Select(AnyDate, Gen.Int[1, 127], AnyTime, AnyTime, Gen.Bool, (from, weekdays, opens, closes, ends) =>
            $"varje {Weekdays.Of([.. Enumerable.Range(1, 7).Where(day => (weekdays & (1 << (day - 1))) != 0).Select(day => (IsoDayOfWeek)day)])} {Clock.Of(opens)}-{Clock.Of(closes)} från {from:uuuu-MM-dd}{(ends ? $" till {from.PlusDays(60):uuuu-MM-dd}" : "")}\nutom {from.PlusDays(7):uuuu-MM-dd}");
        Gen.Select(occurrences.List[1, 4], rules.List[0, 2]).Sample((some, lines) =>
        {
            var text = string.Join('\n', lines.Append(DatesText.Of(new Schedule { TimeZone = "Europe/Stockholm", Occurrences = some })));
            var (read, fault) = DatesText.Read(text, EventStatus.Scheduled);
            Assert.Null(fault);
            var written = DatesText.Of(read);
            Assert.Equal(written, DatesText.Of(DatesText.Read(written!, EventStatus.Scheduled).Schedule));
            Assert.Equal(lines.Count, read!.Recurrences.Count);
            Assert.Equal(some.Count, read.Occurrences.Count);
        });
    }

    [Fact]
    public void A_rule_begins_on_one_of_its_days_and_ends_with_its_last()
    {
        var (schedule, _) = DatesText.Read("varje tis, tors 18-20 från 2026-09-05 till 2026-12-15\nutom 2026-11-03", EventStatus.Scheduled);
        var rule = Assert.Single(schedule!.Recurrences);
        Assert.Equal((new LocalDate(2026, 9, 8), new LocalTime(18, 0), "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261215T235959"), (rule.First.StartDate, rule.First.StartTime, rule.Rule));
        Assert.Equal(new LocalDateTime(2026, 11, 3, 18, 0), Assert.Single(rule.Except));
    }

    [Fact]
    public void A_concert_over_midnight_ends_the_day_after()
    {
        var occurrence = DatesText.Read("2026-12-31 22-02", EventStatus.Scheduled).Schedule!.Occurrences[0];
        Assert.Equal((new LocalDate(2027, 1, 1), new LocalTime(2, 0)), (occurrence.EndDate, occurrence.EndTime));
    }
}
