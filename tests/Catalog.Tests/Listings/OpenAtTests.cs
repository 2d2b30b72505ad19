using System.Globalization;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;
using CsCheck;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Catalog.Tests.Listings;

/// <summary>Whether a place is open at a moment of its own clocks; null where nobody says anything of that day.</summary>
public class OpenAtTests(PostgresFixture postgres)
{
    static readonly IsoDayOfWeek[] Week = Enum.GetValues<IsoDayOfWeek>()[1..];
    static readonly LocalDate Monday = new(2026, 6, 1);
    static readonly LocalTime[] Clocks = [LocalTime.Midnight, new(1, 30), new(9, 0), new(12, 0), new(17, 30), new(23, 59)];

    static readonly Gen<LocalTime> Clock = Gen.Int[0, Clocks.Length - 1].Select(at => Clocks[at]);
    static readonly Gen<LocalDate> Day = Gen.Int[0, 9].Select(Monday.PlusDays);

    static readonly Gen<OpeningHours> Hours = Gen.Select(
        Gen.Select(Day.Nullable(), Day.Nullable(), Gen.Int[1, 127], Clock, Clock, (from, to, mask, opens, closes) =>
            new OpeningRule(from, to, [.. Week.Where(day => (mask >> ((int)day - 1) & 1) == 1)], opens, closes)).List[0, 3],
        Gen.Select(Day, Clock.Nullable(), Clock, (day, opens, closes) => new SpecialDay(day, opens, opens is null ? null : closes)).List[0, 3],
        (rules, special) => new OpeningHours { Rules = rules, SpecialDays = special });

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2026-06-01T09:00", true)]
    [InlineData("2026-06-01T16:59", true)]
    [InlineData("2026-06-01T17:00", false)]
    [InlineData("2026-06-01T08:59", false)]
    [InlineData("2026-06-05T23:30", true)]
    [InlineData("2026-06-06T01:59", true)]  // Saturday, still Friday's hours
    [InlineData("2026-06-06T02:00", null)]
    [InlineData("2026-06-06T12:00", null)]
    [InlineData("2026-06-08T12:00", false)] // closed on that Monday
    [InlineData("2026-06-12T23:30", false)] // closes early on that Friday,
    [InlineData("2026-06-13T01:00", null)]  // and its night does not come
    [InlineData("2026-06-14T11:00", true)]  // that Sunday only
    [InlineData("2026-06-15T12:00", null)]  // opens at ten, until nobody knows when
    [InlineData("2026-06-15T09:30", false)]
    [InlineData("2026-12-01T12:00", null)]  // out of season
    public async Task Rules_nights_and_special_days(string at, bool? open)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(Place(new OpeningHours
        {
            Rules =
            [
                new OpeningRule(new LocalDate(2026, 5, 1), new LocalDate(2026, 9, 30), Week[..4], new LocalTime(9, 0), new LocalTime(17, 0)),
                new OpeningRule(null, new LocalDate(2026, 9, 30), [IsoDayOfWeek.Friday], new LocalTime(18, 0), new LocalTime(2, 0)),
            ],
            SpecialDays =
            [
                new SpecialDay(new LocalDate(2026, 6, 8), null, null), new SpecialDay(new LocalDate(2026, 6, 12), new LocalTime(18, 0), new LocalTime(22, 0)),
                new SpecialDay(new LocalDate(2026, 6, 14), new LocalTime(10, 0), new LocalTime(12, 0)), new SpecialDay(new LocalDate(2026, 6, 15), new LocalTime(10, 0), null),
            ],
        }));
        Assert.Equal([open], await catalog.ColumnAsync<bool?>($"select catalog.open_at(id, '{at}') from catalog.listing_row"));
    }

    [Fact]
    public async Task Round_the_clock_is_always()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(Place(new OpeningHours { Rules = [new OpeningRule(null, null, Week, LocalTime.Midnight, LocalTime.Midnight)] }));
        Assert.Equal([true, true], await catalog.ColumnAsync<bool?>(
            "select catalog.open_at(id, at) from catalog.listing_row, unnest(array['2026-06-06T00:00'::timestamp, '2026-06-06T23:59:59']) at"));
    }

    [Fact]
    public async Task Every_hour_of_two_weeks_is_as_the_intervals_say()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var sequence = 0L;
        await Hours.SampleAsync(async hours =>
        {
            await catalog.WriteAsync(Place(hours, ++sequence));
            const string Sql = """
                select at, catalog.open_at(id, at) from catalog.listing_row, generate_series(timestamp '2026-05-30', '2026-06-13', interval '90 minutes') at
                """;
            await using var command = catalog.Database.Source.CreateCommand(Sql);
            await using var reader = await command.ExecuteReaderAsync(Ct);
            while (await reader.ReadAsync(Ct))
            {
                var at = reader.GetFieldValue<LocalDateTime>(0);
                Assert.Equal((at, Model(hours, at)), (at, reader.IsDBNull(1) ? null : reader.GetBoolean(1)));
            }
        }, iter: 100, threads: 1);
    }

    [Fact]
    public async Task Who_may_only_read_may_ask()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(Place(new OpeningHours { Rules = [new OpeningRule(null, null, Week, LocalTime.Midnight, LocalTime.Midnight)] }));
        await using var connection = await catalog.Database.Source.OpenConnectionAsync(Ct);
        await using var command = new NpgsqlCommand("""
            set role besoksnaring_reader;
            select (select bool_and(catalog.open_at(id, now()::timestamp)) from catalog.listing_row), (select count(*) from catalog.search_word),
                (select count(*) from catalog.event_day), (select count(*) from catalog.listing_hours);
            """, connection);
        Assert.Equal(true, await command.ExecuteScalarAsync(Ct));
        await using var reset = new NpgsqlCommand("reset role", connection);
        await reset.ExecuteNonQueryAsync(Ct);
    }

    static RecordObserved Place(OpeningHours hours, long sequence = 1)
    {
        var plain = new ARecord("1") { Sequence = sequence, Title = sequence.ToString(CultureInfo.InvariantCulture) }.Observed();
        return plain with { Content = plain.Content! with { OpeningHours = hours } };
    }

    /// <summary>All intervals laid out, whatever day they belong to.</summary>
    static bool? Model(OpeningHours hours, LocalDateTime at)
    {
        var days = Enumerable.Range(-2, 5).Select(at.Date.PlusDays).ToList();
        var intervals = days.SelectMany(day => HoursOf(hours, day).Where(h => h.Opens is not null).Select(h =>
            (From: day + h.Opens!.Value, To: (h.Closes > h.Opens ? day : day.PlusDays(1)) + h.Closes!.Value)));
        return intervals.Any(interval => interval.From <= at && at < interval.To) ? true : HoursOf(hours, at.Date).Count > 0 ? false : null;
    }

    static List<(LocalTime? Opens, LocalTime? Closes)> HoursOf(OpeningHours hours, LocalDate day)
    {
        var special = hours.SpecialDays.Where(s => s.Date == day).Select(s => (s.Opens, s.Closes)).ToList();
        return special.Count > 0 ? special : [.. hours.Rules
            .Where(rule => rule.Days.Contains(day.DayOfWeek) && !(rule.From > day) && !(rule.To < day))
            .Select(rule => ((LocalTime?)rule.Opens, (LocalTime?)rule.Closes))];
    }
}
