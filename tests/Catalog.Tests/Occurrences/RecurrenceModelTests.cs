using System.Diagnostics;
using Besoksnaring.Catalog.Occurrences;
using Besoksnaring.Contracts.Content;
using CsCheck;
using NodaTime;
using static Besoksnaring.Catalog.Tests.Occurrences.OccurrenceExpansionTests;

namespace Besoksnaring.Catalog.Tests.Occurrences;

/// <summary>Rules against a slow and obvious walk through every day.</summary>
public class RecurrenceModelTests
{
    static readonly string[] Codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    static readonly Gen<LocalDateTime> Starts = Gen.Select(Gen.Int[0, 700], Gen.Int[17, 23], Gen.Int[0, 59])
        .Select(t => new LocalDate(2025, 1, 1).PlusDays(t.Item1) + new LocalTime(t.Item2, t.Item3));

    [Fact]
    public void Daily_rules_are_every_nth_day() =>
        Gen.Select(Starts, Gen.Int[1, 40], Gen.Int[0, 60]).Sample((first, interval, count) =>
        {
            var rule = $"FREQ=DAILY;INTERVAL={interval}" + (count > 0 ? $";COUNT={count}" : "");
            var model = Days(first).Where(day => Period.DaysBetween(first.Date, day) % interval == 0);
            AssertSame(first, rule, count > 0 ? model.Take(count) : model);
        });

    [Fact]
    public void Weekly_rules_are_their_days_in_every_nth_week_until_the_last() =>
        Gen.Select(Starts, Gen.Int[1, 4], Gen.Int[1, 127], Gen.Int[0, 500]).Sample((first, interval, mask, lastDay) =>
        {
            // A rule whose own first day is none of its days is undefined (RFC 5545, 3.8.5.3): the first is one of them.
            mask |= 1 << ((int)first.DayOfWeek - 1);
            var until = first.PlusDays(lastDay).InZoneLeniently(DateTimeZoneProviders.Tzdb["Europe/Stockholm"]).ToInstant();
            var rule = $"FREQ=WEEKLY;INTERVAL={interval};BYDAY={string.Join(',', Codes.Where((_, i) => (mask >> i & 1) == 1))};UNTIL={until.ToString("uuuuMMdd'T'HHmmss'Z'", null)}";
            var monday = first.Date.PlusDays(1 - (int)first.DayOfWeek);
            AssertSame(first, rule, Days(first)
                .Where(day => (mask >> ((int)day.DayOfWeek - 1) & 1) == 1 && Period.DaysBetween(monday, day) / 7 % interval == 0)
                .TakeWhile(day => Period.DaysBetween(first.Date, day) <= lastDay));
        });

    [Fact]
    public void No_rule_however_made_throws_or_takes_for_ever() =>
        Gen.Select(
            Gen.OneOf("HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY", "SECONDLY", "X"),
            Gen.OneOf("BYDAY=MO,-1SU", "BYDAY=53MO", "BYMONTHDAY=31,-31", "BYMONTH=2", "BYMONTHDAY=30", "BYYEARDAY=366,-366", "BYWEEKNO=53", "BYSETPOS=-1", "BYSETPOS=366", "BYHOUR=25", "BYMINUTE=60", "BYSECOND=59", "BYHOUR=0,23",
                "INTERVAL=999999", "INTERVAL=2", "COUNT=999999", "COUNT=1", "UNTIL=99991231T235959Z", "UNTIL=00010101", "UNTIL=20261332", "WKST=SU", "WKST=XX", "BYMONTH=0", "BYDAY=", "=", "BYMONTHDAY=+", "BYDAY=0MO", "BYDAY=99999999999MO").Array[0, 4],
            Gen.OneOf("1900-01-01T00:00", "2026-02-28T23:59..T02:00", "2024-02-29", "2026-10-25T02:30"))
            .Sample((frequency, parts, first) =>
            {
                var clock = Stopwatch.StartNew();
                var expansion = Expand(Ruled(first, string.Join(';', parts.Prepend("FREQ=" + frequency))));
                Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"took {clock.Elapsed}");
                Assert.InRange(expansion.Occurrences.Count, 0, OccurrenceExpansion.MaxOccurrences);
                Assert.All(expansion.Problems, p => Assert.Equal("recurrences[0].rule", p.Field));
                Assert.All(expansion.Occurrences, o => Assert.True(o.EndInstant is null || o.EndInstant >= o.StartInstant));
            }, iter: 300, threads: 1);

    static IEnumerable<LocalDate> Days(LocalDateTime first)
    {
        for (var day = first.Date; day < Until; day = day.PlusDays(1))
        {
            yield return day;
        }
    }

    static void AssertSame(LocalDateTime first, string rule, IEnumerable<LocalDate> days)
    {
        var schedule = new Schedule { TimeZone = "Europe/Stockholm", Recurrences = [new Recurrence { First = new GivenOccurrence { StartDate = first.Date, StartTime = first.TimeOfDay }, Rule = rule }] };
        var expansion = Expand(schedule);
        Assert.Empty(expansion.Problems);
        Assert.Equal(days.Where(day => day >= From).Select(day => day + first.TimeOfDay), expansion.Occurrences.Select(o => o.StartLocal));
    }
}
