using Besoksnaring.Catalog.Listings;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Catalog.Tests.Listings;

/// <summary>An upgrade carries the catalogue along that it finds.</summary>
public class EditionWorkerTests(PostgresFixture postgres)
{
    const string Bytes = "select string_agg(listing_id || language || etag || md5(list) || md5(detail), ' ' order by listing_id, language) from catalog.rendering";
    const string Listings = "select string_agg(to_jsonb(l)::text, ' ' order by id) from catalog.listing_row l where tombstoned_at is null";
    const string Days = "select string_agg(to_jsonb(d)::text, ' ' order by listing_id, day, start_local) from catalog.event_day d";
    const string AsOfAnEarlierVersion = "update catalog.listing set edition = 0, when_hash = null";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static ARecord Concert(int number) => new($"{number}")
    {
        Kind = ListingKind.Event,
        Title = $"Konsert på ön {number}",
        Concepts = ["music"],
        Place = new RecordPlace { Latitude = 59.3 + number / 100.0, Longitude = 13.4 },
        Schedule = new Schedule
        {
            TimeZone = "Europe/Stockholm",
            Occurrences = [new GivenOccurrence { StartDate = new LocalDate(2026, 12, 1).PlusDays(number), StartTime = new LocalTime(22, 0), EndTime = new LocalTime(1, 0) }],
            Recurrences = number % 7 == 0 ? [new Recurrence { First = new GivenOccurrence { StartDate = new LocalDate(2026, 12, 24) }, Rule = "FREQ=MONTHLY" }] : [],
        },
    };

    [Fact]
    public async Task A_catalogue_of_the_first_schema_is_brought_to_what_this_version_would_have_written()
    {
        await using var wanted = await TestCatalog.CreateAsync(postgres);
        await wanted.WriteAsync([.. Enumerable.Range(0, 45).Select(number => Concert(number).Observed())]);
        await wanted.WriteAsync((Concert(3) with { Sequence = 2 }).Tombstone());
        await wanted.WriteAsync([.. Enumerable.Range(50, 40).Select(number => new ARecord($"{number}") { Title = $"Gården {number}" }.Observed())]);

        await using var old = new TestCatalog(await postgres.CreateDatabaseAsync("catalog"));
        await using (var context = CatalogSchema.Context(old.Database))
        {
            await context.Database.MigrateAsync("20261123070000_First", Ct);
        }
        await CopyAsync(wanted, old);
        await CatalogSchema.MigrateAsync(old.ConnectionString, Ct);
        Assert.Equal(0L, await old.ScalarAsync<long>("select count(*) from catalog.event_day"));

        Assert.Equal(84, await Worker(old).CarryAlongAsync(Ct));
        foreach (var content in new[] { Bytes, Listings, Days })
        {
            Assert.Equal(await wanted.ScalarAsync<string>(content), await old.ScalarAsync<string>(content));
        }
        Assert.Equal(86L, await old.ScalarAsync<long>("select position from catalog.log_state"));
        await CatalogInvariants.AssertAsync(old);
        Assert.Equal(0, await Worker(old).CarryAlongAsync(Ct));
    }

    [Fact]
    public async Task What_looks_different_is_told_and_nothing_else()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(Concert(1).Observed(), Concert(2).Observed());
        var second = await catalog.ScalarAsync<string>("select id from catalog.listing where title like '%2'");
        await catalog.ExecuteAsync(AsOfAnEarlierVersion);
        await catalog.ExecuteAsync($"update catalog.rendering set detail = detail || ' ' where listing_id = '{second}' and language = 'nl'");
        var bytes = await catalog.ScalarAsync<string>($"{Bytes.Replace(" from catalog.rendering", "", StringComparison.Ordinal)} from catalog.rendering where listing_id <> '{second}'");

        Assert.Equal(2, await Worker(catalog).CarryAlongAsync(Ct));
        Assert.Equal([second], await catalog.ColumnAsync<string>("select listing_id from catalog.change_row where position > 2"));
        Assert.Equal(bytes, await catalog.ScalarAsync<string>($"{Bytes.Replace(" from catalog.rendering", "", StringComparison.Ordinal)} from catalog.rendering where listing_id <> '{second}'"));
        Assert.True(await catalog.ScalarAsync<bool>($"select updated_at > created_at from catalog.listing where id = '{second}'"));
    }

    [Fact]
    public async Task News_of_what_an_earlier_version_wrote_is_told_only_when_it_is_news()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var place = new RecordPlace { Latitude = 59.38, Longitude = 13.5 };
        await catalog.WriteAsync(new ARecord("1") { SharedIds = ["wd:Q1"], Place = place }.Observed());
        await catalog.ExecuteAsync(AsOfAnEarlierVersion);
        // The same content but for what no reader sees.
        await catalog.WriteAsync(new ARecord("1") { SharedIds = ["wd:Q1"], Place = place, Sequence = 2, UnmappedCategories = ["Fyr"] }.Observed());
        Assert.Equal((1L, PublishedListing.CurrentEdition), (
            await catalog.ScalarAsync<long>("select position from catalog.log_state"), await catalog.ScalarAsync<int>("select edition from catalog.listing")));

        await catalog.ExecuteAsync(AsOfAnEarlierVersion);
        await catalog.WriteAsync(new ARecord("1") { Title = "Fyren", Sequence = 3 }.Observed());
        Assert.Equal(["created", "changed"], await catalog.ColumnAsync<string>("select change from catalog.change_row order by position"));
    }

    [Fact]
    public async Task Writers_and_two_workers_at_once_leave_every_listing_right()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var records = Enumerable.Range(0, 150).Select(Concert).ToList();
        foreach (var message in records.Chunk(50))
        {
            await catalog.WriteAsync([.. message.Select(record => record.Observed())]);
        }
        await catalog.ExecuteAsync(AsOfAnEarlierVersion + "; delete from catalog.occurrence_day");
        await Task.WhenAll(
            Worker(catalog).CarryAlongAsync(Ct), Worker(catalog).CarryAlongAsync(Ct),
            Task.Run(() => catalog.WriteAsync([.. records.Where((_, at) => at % 3 == 0).Select(record => (record with { Sequence = 2, Title = "Ny" }).Observed())]), Ct),
            Task.Run(() => catalog.WriteAsync([.. records.Where((_, at) => at % 3 == 1).Select(record => (record with { Sequence = 2 }).Tombstone())]), Ct));
        await CatalogInvariants.AssertAsync(catalog);
        Assert.Equal(250L, await catalog.ScalarAsync<long>("select position from catalog.log_state"));
        Assert.Equal(100L, await catalog.ScalarAsync<long>("select count(*) from catalog.listing where tombstoned_at is null and edition > 0"));
        Assert.Equal(100L, await catalog.ScalarAsync<long>("select count(distinct listing_id) from catalog.event_day"));
    }

    [Fact]
    public async Task What_this_version_cannot_read_stays_and_stops_nothing()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(Concert(1).Observed(), Concert(2).Observed(), Concert(3).Observed());
        await catalog.ExecuteAsync(AsOfAnEarlierVersion);
        await catalog.ExecuteAsync("""update catalog.record_content set content = '{"kind": "volcano"}' where record_id = '2'""");
        Assert.Equal(2, await Worker(catalog).CarryAlongAsync(Ct));
        Assert.Equal([0, 1, 1], (await catalog.ColumnAsync<int>("select edition from catalog.listing order by edition")).Select(edition => Math.Min(edition, 1)));
        Assert.Equal(18L, await catalog.ScalarAsync<long>("select count(*) from catalog.rendering"));
    }

    static EditionWorker Worker(TestCatalog catalog) => new(catalog.Database, catalog.Writer, TimeProvider.System, NullLogger<EditionWorker>.Instance);

    /// <summary>The rows that an older version would have: of its tables and columns only.</summary>
    static async Task CopyAsync(TestCatalog from, TestCatalog to)
    {
        var tables = await to.ColumnAsync<string>("""
            select format('catalog.%I (%s)', c.relname, string_agg(quote_ident(a.attname), ', ' order by a.attnum))
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = 'catalog'::regnamespace and c.relkind = 'r' and c.relname not in ('migration', 'change_default') group by c.relname
            """);
        await to.ExecuteAsync("delete from catalog.counter");
        await using var source = await from.Database.Source.OpenConnectionAsync(Ct);
        await using var target = await to.Database.Source.OpenConnectionAsync(Ct);
        foreach (var table in tables)
        {
            using var reader = await source.BeginTextExportAsync($"copy {table} to stdout", Ct);
            await using var writer = await target.BeginTextImportAsync($"copy {table} from stdin", Ct);
            await writer.WriteAsync(await reader.ReadToEndAsync(Ct));
        }
    }
}
