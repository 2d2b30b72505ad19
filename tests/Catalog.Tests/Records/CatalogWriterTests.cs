using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;
using NodaTime;

namespace Besoksnaring.Catalog.Tests.Records;

public class CatalogWriterTests(PostgresFixture postgres)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_record_becomes_a_listing_with_one_change()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("1") { Title = "Bed &amp; Breakfast", Description = "<p>Vid <b>sjön</b><script>alert(1)</script></p>" }.Observed());

        var detail = await catalog.DetailAsync("fjallkart:1");
        Assert.Equal("Bed & Breakfast", (string)detail["title"]!);
        Assert.Equal("Vid sjön", (string)detail["description"]!["text"]!);
        Assert.DoesNotContain("script", (string)detail["description"]!["html"]!, StringComparison.Ordinal);
        Assert.Equal([1L], await catalog.ColumnAsync<long>("select position from catalog.change_row order by position"));
        Assert.Equal(6, await catalog.ScalarAsync<long>("select count(*) from catalog.listing_bytes"));
    }

    [Fact]
    public async Task The_same_again_writes_nothing_and_a_higher_sequence_only_that()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("1").Observed());
        var before = await catalog.ColumnAsync<uint>("select xmin from catalog.listing union all select xmin from catalog.source_record");
        await catalog.WriteAsync(new ARecord("1").Observed());
        Assert.Equal(before, await catalog.ColumnAsync<uint>("select xmin from catalog.listing union all select xmin from catalog.source_record"));

        await catalog.WriteAsync(new ARecord("1") { Sequence = 5 }.Observed());
        Assert.Equal(before[0], await catalog.ScalarAsync<uint>("select xmin from catalog.listing"));
        Assert.Equal(5L, await catalog.ScalarAsync<long>("select sequence from catalog.source_record"));
        Assert.Equal(1L, await catalog.ScalarAsync<long>("select position from catalog.log_state"));
    }

    [Fact]
    public async Task A_message_from_between_does_not_undo_what_was_confirmed_after_it()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("1") { Sequence = 1, Title = "A" }.Observed());
        await catalog.WriteAsync(new ARecord("1") { Sequence = 3, Title = "A" }.Observed());
        await catalog.WriteAsync(new ARecord("1") { Sequence = 2, Title = "B" }.Observed());
        Assert.Equal("A", (string)(await catalog.DetailAsync("fjallkart:1"))["title"]!);
    }

    [Fact]
    public async Task A_late_message_does_not_undo_a_tombstone()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("1") { Sequence = 1 }.Observed());
        await catalog.WriteAsync(new ARecord("1") { Sequence = 5 }.Tombstone());
        await catalog.WriteAsync(new ARecord("1") { Sequence = 3, Title = "Sent" }.Observed());
        Assert.Empty(await catalog.DumpAsync());
        Assert.Equal(["created", "tombstoned"], await catalog.ColumnAsync<string>("select change from catalog.change_row order by position"));
    }

    [Fact]
    public async Task What_was_withdrawn_before_it_was_ever_seen_stays_withdrawn()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("1") { Sequence = 5 }.Tombstone());
        await catalog.WriteAsync(new ARecord("1") { Sequence = 3 }.Observed());
        Assert.Empty(await catalog.DumpAsync());
        Assert.Equal(0L, await catalog.ScalarAsync<long>("select position from catalog.log_state"));
    }

    [Fact]
    public async Task What_comes_back_keeps_its_id()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("1") { Sequence = 1 }.Observed());
        var id = await catalog.ScalarAsync<string>("select id from catalog.listing_row");
        await catalog.WriteAsync(new ARecord("1") { Sequence = 2 }.Tombstone());
        await catalog.WriteAsync(new ARecord("1") { Sequence = 3 }.Observed());
        Assert.Equal(id, (string)(await catalog.DetailAsync("fjallkart:1"))["id"]!);
        Assert.Equal(["created", "tombstoned", "restored"], await catalog.ColumnAsync<string>("select change from catalog.change_row order by position"));
    }

    [Fact]
    public async Task Records_that_share_an_id_are_one_listing_and_the_older_id_stays()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("a", "hav") { SharedIds = ["eu:1"], Title = "Sandviken", Rank = 10 }.Observed());
        await catalog.WriteAsync(new ARecord("b", "wiki") { SharedIds = ["wd:1"], Title = "badplats Sandviken" }.Observed());
        var first = (string)(await catalog.DetailAsync("hav:a"))["id"]!;
        var second = (string)(await catalog.DetailAsync("wiki:b"))["id"]!;
        await catalog.WriteAsync(new ARecord("b", "wiki") { Sequence = 2, SharedIds = ["wd:1", "eu:1"], Title = "badplats Sandviken" }.Observed());

        var merged = await catalog.DetailAsync("wiki:b");
        Assert.Equal(first, (string)merged["id"]!);
        Assert.Equal("Sandviken", (string)merged["title"]!);
        Assert.Equal(first, await catalog.ScalarAsync<string>($"select replaced_by from catalog.listing_row where id = '{second}'"));
        Assert.Equal("merged", await catalog.ScalarAsync<string>($"select change from catalog.change_row where listing_id = '{second}' order by position desc limit 1"));

        var provenance = System.Text.Json.Nodes.JsonNode.Parse(await catalog.ScalarAsync<byte[]>($"select provenance from catalog.listing_provenance where listing_id = '{first}'"))!;
        var title = provenance.AsArray().Single(entry => (string)entry!["field"]! == "title.sv")!;
        Assert.Equal(("hav:a", "wiki:b", "badplats Sandviken"), ((string)title["record"]!, (string)title["others"]![0]!["record"]!, (string)title["others"]![0]!["value"]!));
    }

    [Fact]
    public async Task A_record_that_no_longer_shares_an_id_parts_from_its_listing()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("a", "hav") { SharedIds = ["eu:1"] }.Observed(), new ARecord("b", "wiki") { SharedIds = ["eu:1"] }.Observed());
        Assert.Single(await catalog.DumpAsync());
        await catalog.WriteAsync(new ARecord("b", "wiki") { Sequence = 2 }.Observed());
        Assert.Equal(["hav:a", "wiki:b"], (await catalog.DumpAsync()).Keys);
    }

    [Fact]
    public async Task A_position_that_five_different_things_share_is_imprecise_for_all_of_them_and_only_while_it_is_shared()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var place = new RecordPlace { Latitude = 59.5, Longitude = 13.4 };
        for (var number = 1; number <= 5; number++)
        {
            await catalog.WriteAsync(new ARecord($"{number}") { Title = $"Plats {number}", Place = place }.Observed());
            Assert.Equal(number < 5, (bool)(await catalog.DetailAsync("fjallkart:1"))["place"]!["point"]!["precise"]!);
        }
        await catalog.WriteAsync(new ARecord("5") { Sequence = 2 }.Tombstone());
        Assert.True((bool)(await catalog.DetailAsync("fjallkart:1"))["place"]!["point"]!["precise"]!);
    }

    [Fact]
    public async Task Many_concerts_in_one_hall_do_not_make_the_hall_imprecise()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var hall = new RecordPlace { Name = "Karlstad CCC", Latitude = 59.38, Longitude = 13.5 };
        await catalog.WriteAsync([.. Enumerable.Range(0, 8).Select(n => new ARecord($"{n}") { Title = $"Konsert {n}", Place = hall }.Observed())]);
        Assert.True((bool)(await catalog.DetailAsync("fjallkart:3"))["place"]!["point"]!["precise"]!);
    }

    [Fact]
    public async Task One_record_that_cannot_be_published_does_not_stop_the_others_of_its_message()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("bad") { Title = "<script>only()</script>" }.Observed(), new ARecord("good").Observed());
        Assert.Equal(["fjallkart:good"], (await catalog.DumpAsync()).Keys);
        Assert.Equal("title: is blank once cleaned", await catalog.ScalarAsync<string>("select reason from catalog.rejected where record_id = 'bad'"));

        await catalog.WriteAsync(new ARecord("bad") { Sequence = 2, Title = "Mended" }.Observed());
        Assert.Equal(0L, await catalog.ScalarAsync<long>("select count(*) from catalog.rejected"));
    }

    [Fact]
    public async Task Hostile_content_is_stored_clean()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("1")
        {
            Title = "A\0B\uD800 \u202Egnp.exe",
            Description = "\0" + new string('x', 300_000),
            SharedIds = ["scheme:\0value"],
            Links = [new Link("website", "javascript:alert(1)"), new Link("web\0site", "https://example.se/\0")],
            UnmappedCategories = ["en\x1ftvå", "\0"],
            Place = new RecordPlace { Name = "\0", Latitude = double.MaxValue, Longitude = 1e300 },
            Schedule = new Schedule { TimeZone = "Mars/Olympus", Occurrences = [new GivenOccurrence { StartDate = new LocalDate(2026, 1, 1) }] },
        }.Observed());
        var detail = await catalog.DetailAsync("fjallkart:1");
        Assert.DoesNotContain("javascript", detail.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_that_is_rolled_back_leaves_no_gap()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("1").Observed());
        await using (var connection = await catalog.Database.Source.OpenConnectionAsync(Ct))
        await using (var transaction = await connection.BeginTransactionAsync(Ct))
        {
            await using var raise = new Npgsql.NpgsqlCommand("update catalog.counter set position = position + 7", connection);
            await raise.ExecuteNonQueryAsync(Ct);
            await transaction.RollbackAsync(Ct);
        }
        await catalog.WriteAsync(new ARecord("2").Observed());
        Assert.Equal([1L, 2L], await catalog.ColumnAsync<long>("select position from catalog.change_row order by position"));
    }
}
