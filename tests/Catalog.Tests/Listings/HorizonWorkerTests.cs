using Besoksnaring.Catalog.Listings;
using Besoksnaring.Catalog.Tests.Decisions;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;
using Besoksnaring.Vocabularies;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Besoksnaring.Catalog.Tests.Listings;

/// <summary>Time passing brings occurrences, and is no change.</summary>
public class HorizonWorkerTests(PostgresFixture postgres)
{
    const string Last = "select max(start_local)::date from catalog.listing_occurrence";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static ARecord Weekly => new("weekly")
    {
        Kind = ListingKind.Event,
        Schedule = new Schedule
        {
            TimeZone = "Europe/Stockholm",
            Recurrences = [new Recurrence { First = new GivenOccurrence { StartDate = new LocalDate(2026, 1, 6), StartTime = new LocalTime(19, 0) }, Rule = "FREQ=WEEKLY" }],
        },
    };

    [Fact]
    public async Task Occurrences_move_on_with_the_clock_and_nothing_is_told()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var clock = new AClock(Instant.FromUtc(2026, 1, 1, 12, 0));
        await catalog.WriterAt(clock).SendAsync(new RecordsObserved([Weekly.Observed(), new ARecord("still").Observed()]), Ct);
        Assert.InRange(await catalog.ScalarAsync<LocalDate>(Last), new LocalDate(2027, 6, 23), new LocalDate(2027, 7, 1));
        var bytes = await catalog.ScalarAsync<string>("select md5(string_agg(detail || list, '' order by listing_id, language)) from catalog.rendering");

        var worker = new HorizonWorker(catalog.Database, Region.Default, clock, TimeProvider.System, NullLogger<HorizonWorker>.Instance);
        Assert.Equal(0, await worker.MoveAsync(Ct));
        clock.Now += Duration.FromDays(92);
        Assert.Equal(1, await worker.MoveAsync(Ct));
        Assert.Equal(0, await worker.MoveAsync(Ct));

        Assert.InRange(await catalog.ScalarAsync<LocalDate>(Last), new LocalDate(2027, 9, 25), new LocalDate(2027, 10, 3));
        Assert.Equal(await catalog.ScalarAsync<long>("select count(*) from catalog.occurrence"), await catalog.ScalarAsync<long>("select count(distinct starts_at) from catalog.occurrence"));
        Assert.Equal(bytes, await catalog.ScalarAsync<string>("select md5(string_agg(detail || list, '' order by listing_id, language)) from catalog.rendering"));
        Assert.Equal(2L, await catalog.ScalarAsync<long>("select position from catalog.log_state"));
    }

    [Fact]
    public async Task The_days_of_what_never_ends_move_on_too()
    {
        const string LastDay = "select max(day) from catalog.event_day";
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var clock = new AClock(Instant.FromUtc(2026, 1, 1, 12, 0));
        var always = new GivenOccurrence { StartDate = new LocalDate(2020, 1, 1), EndDate = new LocalDate(2150, 1, 1) };
        var museum = Weekly with { Schedule = new Schedule { TimeZone = "Europe/Stockholm", Occurrences = [always] } };
        await catalog.WriterAt(clock).SendAsync(new RecordsObserved([museum.Observed()]), Ct);
        Assert.Equal(new LocalDate(2027, 7, 1), await catalog.ScalarAsync<LocalDate>(LastDay));

        clock.Now += Duration.FromDays(92);
        // A new title meanwhile changes no date, and must not make the worker think that all is done.
        await catalog.WriterAt(clock).SendAsync(new RecordsObserved([(museum with { Sequence = 2, Title = "Museet" }).Observed()]), Ct);
        var worker = new HorizonWorker(catalog.Database, Region.Default, clock, TimeProvider.System, NullLogger<HorizonWorker>.Instance);
        Assert.Equal(1, await worker.MoveAsync(Ct));
        Assert.Equal(new LocalDate(2027, 10, 3), await catalog.ScalarAsync<LocalDate>(LastDay));
        await CatalogInvariants.AssertAsync(catalog);
    }

    [Fact]
    public async Task What_is_withdrawn_is_not_brought_back()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var clock = new AClock(Instant.FromUtc(2026, 1, 1, 12, 0));
        await catalog.WriterAt(clock).SendAsync(new RecordsObserved([Weekly.Observed()]), Ct);
        await catalog.WriterAt(clock).SendAsync(new RecordsObserved([(Weekly with { Sequence = 2 }).Tombstone()]), Ct);
        clock.Now += Duration.FromDays(92);
        var worker = new HorizonWorker(catalog.Database, Region.Default, clock, TimeProvider.System, NullLogger<HorizonWorker>.Instance);
        Assert.Equal(0, await worker.MoveAsync(Ct));
        Assert.Equal(0L, await catalog.ScalarAsync<long>("select count(*) from catalog.occurrence"));
    }

    [Fact]
    public async Task What_people_decided_holds_for_the_dates_that_time_brings()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var clock = new AClock(Instant.FromUtc(2026, 1, 1, 12, 0));
        await catalog.WriterAt(clock).SendAsync(new RecordsObserved([Weekly.Observed(), (Weekly with { Id = "other" }).Observed()]), Ct);
        var ids = await catalog.ColumnAsync<string>("select id from catalog.listing order by id");
        var cancelled = new ADecision(ids[0]) { Fields = [ListingField.ScheduleStatus], Values = ADecision.Nothing with { Schedule = Weekly.Schedule! with { Status = EventStatus.Cancelled } } };
        await catalog.Decisions.DecideAsync(cancelled.Message(), Ct);
        await catalog.Decisions.DecideAsync(new ADecision(ids[1]) { Closed = new Closure(clock.Now, DecidedBy.Business) }.Message(), Ct);
        // As if it had been closed between the question which are due and the lock.
        await catalog.ExecuteAsync("update catalog.listing set expanded_until = '2026-06-01'");
        clock.Now += Duration.FromDays(92);

        var worker = new HorizonWorker(catalog.Database, Region.Default, clock, TimeProvider.System, NullLogger<HorizonWorker>.Instance);
        Assert.Equal(2, await worker.MoveAsync(Ct));
        Assert.Equal(["cancelled"], await catalog.ColumnAsync<string>("select distinct status from catalog.listing_occurrence"));
        Assert.Equal([ids[0]], await catalog.ColumnAsync<string>("select distinct listing_id from catalog.occurrence"));
    }

    [Fact]
    public async Task A_month_that_began_without_its_partition_stops_neither_the_log_nor_the_horizon()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.ExecuteAsync("""
            do $$ declare part regclass; begin
                for part in select inhrelid from pg_inherits where inhparent = 'catalog.change'::regclass and inhrelid <> 'catalog.change_default'::regclass loop
                    execute 'drop table ' || part;
                end loop;
            end $$
            """);
        await catalog.WriteAsync(new ARecord("1").Observed());
        var worker = new HorizonWorker(catalog.Database, Region.Default, SystemClock.Instance, TimeProvider.System, NullLogger<HorizonWorker>.Instance);
        await Task.WhenAll(worker.MoveAsync(Ct), worker.MoveAsync(Ct));
        await catalog.WriteAsync(new ARecord("2").Observed());
        Assert.Equal([1L, 2L], await catalog.ColumnAsync<long>("select position from catalog.change_row order by position"));
        Assert.Equal(4L, await catalog.ScalarAsync<long>("select count(*) from pg_inherits where inhparent = 'catalog.change'::regclass"));
    }
}
