using Besoksnaring.Contracts;
using Besoksnaring.Testing;

namespace Besoksnaring.Catalog.Tests.Records;

/// <summary>Who waits is told what became of each record, and where it is visible.</summary>
public class CatalogDeskTests(PostgresFixture postgres)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_record_is_answered_with_its_listing_and_the_position_at_which_it_is_visible()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("old").Observed());
        var unchanged = new ARecord("old") { Sequence = 2 }.Observed();
        var blank = new ARecord("blank") { Title = "<p> </p>" }.Observed();
        var late = new ARecord("old2") { Sequence = 5 };
        await catalog.WriteAsync(late.Observed());
        var results = await PutAsync(catalog, new(unchanged), new(new ARecord("new").Observed()), new(blank), new((late with { Sequence = 4, Title = "Sent" }).Observed()));
        Assert.Equal([WriteOutcome.Unchanged, WriteOutcome.Written, WriteOutcome.Refused, WriteOutcome.Overtaken], results.Select(result => result.Outcome));
        Assert.Equal([1, 3, null, null], results.Select(result => result.Position));
        Assert.Equal("title: is blank once cleaned", results[2].Reason);
        Assert.Equal(await catalog.ScalarAsync<string>("select listing_id from catalog.source_record where record_id = 'new'"), results[1].ListingId);
        await CatalogInvariants.AssertAsync(catalog);
    }

    [Fact]
    public async Task The_same_put_again_is_answered_the_same_and_told_once()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var put = new RecordPut(new ARecord("cabin").Observed(), OnlyIfNew: true);
        var first = await PutAsync(catalog, put);
        Assert.Equal(first, await PutAsync(catalog, put));
        Assert.Equal(1, await catalog.ScalarAsync<long>("select count(*) from catalog.change_row"));
    }

    [Fact]
    public async Task Of_twelve_who_replace_the_same_version_one_succeeds()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var first = new ARecord("cabin").Observed();
        await catalog.WriteAsync(first);
        var was = ContractsJson.HashOf(first.Content!);
        var results = await Task.WhenAll(Enumerable.Range(2, 12).Select(n => PutAsync(catalog, new RecordPut(new ARecord("cabin") { Sequence = n, Title = $"Lya {n}" }.Observed(), was))));
        Assert.Single(results, result => result[0].Outcome == WriteOutcome.Written);
        Assert.Equal(11, results.Count(result => result[0].Outcome == WriteOutcome.Overtaken));
        Assert.Equal(2, await catalog.ScalarAsync<long>("select count(*) from catalog.change_row"));
    }

    [Fact]
    public async Task What_is_only_to_be_new_replaces_what_was_withdrawn_and_nothing_else()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        RecordPut New(int sequence, string title) => new(new ARecord("cabin") { Sequence = sequence, Title = title }.Observed(), OnlyIfNew: true);
        await PutAsync(catalog, New(1, "Lyan"));
        Assert.Equal(WriteOutcome.Overtaken, (await PutAsync(catalog, New(2, "Grytet")))[0].Outcome);
        var withdrawn = await PutAsync(catalog, new RecordPut(new ARecord("cabin") { Sequence = 3 }.Tombstone()));
        Assert.Equal((WriteOutcome.Written, 2L), (withdrawn[0].Outcome, withdrawn[0].Position));
        Assert.Equal(WriteOutcome.Written, (await PutAsync(catalog, New(4, "Grytet")))[0].Outcome);
        Assert.Equal(["created", "tombstoned", "restored"], await catalog.ColumnAsync<string>("select change from catalog.change_row order by position"));
    }

    static Task<IReadOnlyList<WriteResult>> PutAsync(TestCatalog catalog, params RecordPut[] puts) => catalog.Desk.PutAsync(new RecordsPut(puts), Ct);
}
