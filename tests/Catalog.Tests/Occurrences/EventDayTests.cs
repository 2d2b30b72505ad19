using System.Globalization;
using Besoksnaring.Catalog.Changes;
using Besoksnaring.Catalog.Occurrences;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;
using CsCheck;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Catalog.Tests.Occurrences;

/// <summary>An occurrence has a row for each day that it takes place on by the region's clocks, and no other.</summary>
public class EventDayTests(PostgresFixture postgres)
{
    static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 12, 0);
    static readonly DateTimeZone Region = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];
    static readonly LocalDate[] Days = [new(2026, 3, 28), new(2026, 3, 29), new(2026, 10, 24), new(2026, 10, 25), new(2026, 7, 4), new(2026, 12, 31), new(2024, 3, 1), new(2027, 8, 31)];
    static readonly LocalTime[] Times = [LocalTime.Midnight, new(0, 30), new(2, 0), new(2, 30), new(3, 0), new(12, 0), new(18, 0), new(23, 0), new(23, 59)];

    static readonly Gen<GivenOccurrence> Given =
        from day in Any(Days)
        from shift in Gen.Int[-3, 3]
        from start in Gen.OneOf(Any(Times).Select(time => (LocalTime?)time), Gen.Const((LocalTime?)null))
        from end in Gen.OneOf(Any(Times).Select(time => (LocalTime?)time), Gen.Const((LocalTime?)null))
        from length in Any<int?>(null, 0, 1, 2, 5, 40)
        from status in Any<EventStatus?>(null, null, EventStatus.Cancelled, EventStatus.MovedOnline)
        let first = day.PlusDays(shift)
        select new GivenOccurrence
        {
            StartDate = first,
            StartTime = start,
            EndDate = length is { } days ? first.PlusDays(days) : null,
            EndTime = start is null ? null : end,
            Status = status,
        };

    static readonly Gen<RecordObserved[]> Events = Gen.Select(
        Given.List[0, 6], Any("Europe/Stockholm", "Europe/Stockholm", "Europe/Helsinki", "America/New_York", "Pacific/Kiritimati"),
        (given, zone) => new Schedule { TimeZone = zone, Occurrences = [.. given.OrderBy(one => one.StartDate)] })
        .Array[1, 5].Select(schedules => schedules.Select((schedule, number) => Event($"{number}", schedule)).ToArray());

    static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static RecordObserved Event(string id, Schedule schedule, long sequence = 1, string title = "Konsert", RecordPlace? place = null) =>
        new ARecord(id) { Kind = ListingKind.Event, Schedule = schedule, Sequence = sequence, Title = title, Place = place, Concepts = ["music"] }.Observed();

    [Fact]
    public async Task The_days_are_those_that_it_overlaps()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await Events.SampleAsync(async events =>
        {
            await catalog.ClearAsync();
            await catalog.WriterAt(new AClock(Now)).SendAsync(new RecordsObserved(events), Ct);
            Assert.Equal(await ModelAsync(catalog), await RowsAsync(catalog));
            await CatalogInvariants.AssertAsync(catalog);
        }, iter: 150, threads: 1);
    }

    [Theory]
    [InlineData("2026-07-04T19:00", "2026-07-05T02:00", "2026-07-04 2026-07-05")]
    [InlineData("2026-07-04T19:00", "2026-07-05T00:00", "2026-07-04")]
    [InlineData("2026-03-29T01:30", "2026-03-29T03:30", "2026-03-29")]
    [InlineData("2026-03-28T23:00", "2026-03-29T03:00", "2026-03-28 2026-03-29")]
    [InlineData("2026-10-24T23:00", "2026-10-25T02:30", "2026-10-24 2026-10-25")]
    [InlineData("2026-07-04", "2026-07-06", "2026-07-04 2026-07-05 2026-07-06")]
    [InlineData("2026-07-04", null, "2026-07-04")]
    [InlineData("2026-07-04T23:00", null, "2026-07-04")]
    public async Task Nights_and_plain_dates(string start, string? end, string days)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriterAt(new AClock(Now)).SendAsync(new RecordsObserved([Event("1", Once(start, end))]), Ct);
        Assert.Equal(days, await catalog.ScalarAsync<string>("select string_agg(day::text, ' ' order by day) from catalog.event_day"));
    }

    [Fact]
    public async Task A_concert_in_New_York_is_on_the_day_it_is_here()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var schedule = Once("2026-07-04T20:00", "2026-07-04T22:00") with { TimeZone = "America/New_York" };
        await catalog.WriterAt(new AClock(Now)).SendAsync(new RecordsObserved([Event("1", schedule)]), Ct);
        Assert.Equal("2026-07-05 2026-07-05 20:00:00 120", await catalog.ScalarAsync<string>(
            "select day || ' ' || first_day || ' ' || start_local::time || ' ' || minutes from catalog.event_day"));
    }

    [Fact]
    public async Task The_night_the_clocks_go_back_is_an_hour_longer()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriterAt(new AClock(Now)).SendAsync(new RecordsObserved([Event("1", Once("2026-10-24T23:00", "2026-10-25T04:00"))]), Ct);
        Assert.Equal([360, 360], await catalog.ColumnAsync<int>("select minutes from catalog.event_day"));
    }

    [Fact]
    public async Task A_change_of_the_title_leaves_the_days_and_one_of_the_place_does_not()
    {
        const string Place = "select distinct round(latitude::numeric, 2)::text from catalog.event_day";
        const string RowIds = "select string_agg(ctid::text, ' ' order by day) from catalog.occurrence_day";
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var (schedule, there) = (Once("2026-07-04", "2026-07-06"), new RecordPlace { Latitude = 59.38, Longitude = 13.5 });
        await catalog.WriterAt(new AClock(Now)).SendAsync(new RecordsObserved([Event("1", schedule, place: there)]), Ct);
        var before = await catalog.ScalarAsync<string>(RowIds);

        await catalog.WriterAt(new AClock(Now)).SendAsync(new RecordsObserved([Event("1", schedule, 2, "Annan konsert", there)]), Ct);
        Assert.Equal(before, await catalog.ScalarAsync<string>(RowIds));

        await catalog.WriterAt(new AClock(Now)).SendAsync(new RecordsObserved([Event("1", schedule, 3, "Annan konsert", there with { Latitude = 59.5 })]), Ct);
        Assert.Equal(["59.50"], await catalog.ColumnAsync<string>(Place));

        await catalog.WriterAt(new AClock(Now)).SendAsync(new RecordsObserved([new ARecord("1") { Sequence = 4 }.Tombstone()]), Ct);
        Assert.Equal(0L, await catalog.ScalarAsync<long>("select count(*) from catalog.event_day"));
        await catalog.WriterAt(new AClock(Now)).SendAsync(new RecordsObserved([Event("1", schedule, 5, place: there)]), Ct);
        Assert.Equal(3L, await catalog.ScalarAsync<long>("select count(*) from catalog.event_day"));
    }

    [Fact]
    public async Task What_goes_on_for_ever_has_days_until_the_horizon_and_a_hostile_schedule_no_more_than_its_share()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var years = new Recurrence { First = new GivenOccurrence { StartDate = new LocalDate(2026, 1, 1), EndDate = new LocalDate(2029, 1, 1) }, Rule = "FREQ=DAILY" };
        await catalog.WriterAt(new AClock(Now)).SendAsync(new RecordsObserved(
            [Event("open", Once("2020-01-01", "9999-12-31")), Event("hostile", new Schedule { TimeZone = "Europe/Stockholm", Recurrences = [years] })]), Ct);
        Assert.Equal(
            ["2024-03-01 2027-09-01 t"],
            await catalog.ColumnAsync<string>("select concat_ws(' ', min(day), max(day), bool_and(is_run)) from catalog.event_day where first_day = '2020-01-01'"));
        Assert.Equal((long)OccurrenceRows.MaxDays, await catalog.ScalarAsync<long>("select count(*) from catalog.event_day where first_day > '2020-01-01'"));
    }

    [Fact]
    public async Task A_listing_with_every_concept_there_is_fits_the_index()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var all = new ARecord("1") { Kind = ListingKind.Event, Schedule = Once("2026-07-04", null), Concepts = [.. Vocabularies.Taxonomy.Default.All.Select(c => c.Id)] };
        await catalog.WriterAt(new AClock(Now)).SendAsync(new RecordsObserved([all.Observed()]), Ct);
        Assert.Equal(Vocabularies.Taxonomy.Default.All.Count, await catalog.ScalarAsync<int>("select cardinality(concepts) from catalog.event_day"));
    }

    static Schedule Once(string start, string? end)
    {
        static (LocalDate Date, LocalTime? Time) Read(string text) => text.Contains('T', StringComparison.Ordinal)
            ? (LocalDate.FromDateTime(DateTime.Parse(text, CultureInfo.InvariantCulture)), LocalDateTime.FromDateTime(DateTime.Parse(text, CultureInfo.InvariantCulture)).TimeOfDay)
            : (NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value, null);
        var (from, to) = (Read(start), end is null ? ((LocalDate, LocalTime?)?)null : Read(end));
        var given = new GivenOccurrence { StartDate = from.Date, StartTime = from.Time, EndDate = to?.Item1, EndTime = to?.Item2 };
        return new Schedule { TimeZone = "Europe/Stockholm", Occurrences = [given] };
    }

    static Task<List<string>> RowsAsync(TestCatalog catalog) => catalog.ColumnAsync<string>("""
        select concat_ws('|', day, is_run, listing_id, start_local, extract(epoch from over_at)::bigint, first_day, precision, status, minutes)
        from catalog.event_day order by concat_ws('|', day, is_run, listing_id, start_local, extract(epoch from over_at)::bigint, first_day, precision, status, minutes) collate "C"
        """);

    /// <summary>Every day is asked of every occurrence.</summary>
    static async Task<List<string>> ModelAsync(TestCatalog catalog)
    {
        const string Sql = "select listing_id, starts_at, ends_at, start_local, end_local, time_zone, precision, status, is_run from catalog.listing_occurrence";
        var rows = new List<string>();
        await using var command = catalog.Database.Source.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        while (await reader.ReadAsync(Ct))
        {
            var (starts, ends) = (reader.GetFieldValue<Instant>(1), reader.IsDBNull(2) ? (Instant?)null : reader.GetFieldValue<Instant>(2));
            var (from, to) = (reader.GetFieldValue<LocalDateTime>(3), reader.IsDBNull(4) ? (LocalDateTime?)null : reader.GetFieldValue<LocalDateTime>(4));
            var byDate = reader.GetString(6) == "date";
            bool TakesPlaceOn(LocalDate day) => byDate
                ? day >= from.Date && day <= (to ?? from).Date
                : starts < day.PlusDays(1).AtStartOfDayInZone(Region).ToInstant() && Last(starts, ends) >= day.AtStartOfDayInZone(Region).ToInstant();
            var all = Enumerable.Range(0, 2000).Select(new LocalDate(2023, 6, 1).PlusDays).Where(TakesPlaceOn).ToList();
            var over = ends ?? from.Date.PlusDays(1).AtStartOfDayInZone(DateTimeZoneProviders.Tzdb[reader.GetString(5)]).ToInstant();
            var minutes = byDate || ends is null ? "" : string.Create(CultureInfo.InvariantCulture, $"|{(ends.Value - starts).TotalMinutes}");
            foreach (var day in all.Where(day => day >= new LocalDate(2024, 3, 1) && day <= OccurrenceExpansion.Horizon(new LocalDate(2026, 3, 1))))
            {
                rows.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{day:uuuu-MM-dd}|{(reader.GetBoolean(8) ? "t" : "f")}|{reader.GetString(0)}|{from:uuuu-MM-dd HH:mm:ss}|{over.ToUnixTimeSeconds()}|{all[0]:uuuu-MM-dd}|{reader.GetString(6)}|{reader.GetString(7)}{minutes}"));
            }
        }
        return [.. rows.Order(StringComparer.Ordinal)];
    }

    /// <summary>The last moment at which it still takes place.</summary>
    static Instant Last(Instant starts, Instant? ends) => ends is { } end && end > starts ? end - Duration.FromTicks(1) : starts;
}
