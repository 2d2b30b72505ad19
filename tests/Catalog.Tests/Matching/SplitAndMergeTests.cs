using Besoksnaring.Contracts;
using Besoksnaring.Testing;

namespace Besoksnaring.Catalog.Tests.Matching;

/// <summary>Ids are for ever: what merges, parts and comes back keeps or follows its id.</summary>
public class SplitAndMergeTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Every_merged_id_leads_straight_to_the_last_successor()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        // The youngest merges first, and its successor after it, into the oldest.
        foreach (var id in new[] { "a", "b", "c" })
        {
            await catalog.WriteAsync(Record(id, 1));
        }
        var (a, b, c) = (await IdAsync(catalog, "a"), await IdAsync(catalog, "b"), await IdAsync(catalog, "c"));
        await catalog.WriteAsync(Record("c", 2, "eu:bc"), Record("b", 2, "eu:bc"));
        Assert.Equal(b, await SuccessorAsync(catalog, c));
        await catalog.WriteAsync(Record("b", 3, "eu:bc", "eu:ab"), Record("a", 3, "eu:ab"));
        Assert.Equal((a, a), (await SuccessorAsync(catalog, b), await SuccessorAsync(catalog, c)));
        await CatalogInvariants.AssertAsync(catalog);
    }

    [Fact]
    public async Task What_parts_from_a_merged_listing_gets_a_new_id_and_the_redirect_stays()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(Record("a", 1));
        await catalog.WriteAsync(Record("b", 1));
        var (a, b) = (await IdAsync(catalog, "a"), await IdAsync(catalog, "b"));
        await catalog.WriteAsync(Record("a", 2, "eu:1"), Record("b", 2, "eu:1"));
        await catalog.WriteAsync(Record("b", 3));
        var parted = await IdAsync(catalog, "b");
        Assert.Equal(a, await IdAsync(catalog, "a"));
        Assert.DoesNotContain(parted, new[] { a, b });
        Assert.Equal(a, await SuccessorAsync(catalog, b));
        Assert.Equal(
            [$"{a} created", $"{b} created", $"{a} changed", $"{b} merged", $"{a} changed", $"{parted} created"],
            await catalog.ColumnAsync<string>("select listing_id || ' ' || change from catalog.change_row order by position"));
    }

    [Fact]
    public async Task A_withdrawn_record_comes_back_to_the_listing_that_its_own_went_into()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(Record("a", 1));
        await catalog.WriteAsync(Record("b", 1));
        var a = await IdAsync(catalog, "a");
        await catalog.WriteAsync(Record("a", 2, "eu:1"), Record("b", 2, "eu:1"));
        await catalog.WriteAsync(Withdrawn("a", 3), Withdrawn("b", 3));
        Assert.Empty(await catalog.DumpAsync());
        await catalog.WriteAsync(Record("b", 4));
        Assert.Equal(a, await IdAsync(catalog, "b"));
        Assert.Equal("restored", await catalog.ScalarAsync<string>("select change from catalog.change_row order by position desc limit 1"));
        await CatalogInvariants.AssertAsync(catalog);
    }

    [Fact]
    public async Task A_listing_that_had_ended_can_still_be_merged()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(Record("a", 1));
        await catalog.WriteAsync(Record("b", 1));
        var (a, b) = (await IdAsync(catalog, "a"), await IdAsync(catalog, "b"));
        await catalog.WriteAsync(Withdrawn("b", 2));
        await catalog.WriteAsync(Record("b", 3, "eu:1"), Record("a", 3, "eu:1"));
        Assert.Equal((a, a), (await IdAsync(catalog, "b"), await SuccessorAsync(catalog, b)));
        await CatalogInvariants.AssertAsync(catalog);
    }

    static RecordObserved Record(string id, long sequence, params string[] sharedIds) =>
        new ARecord(id) { Sequence = sequence, SharedIds = sharedIds, Title = $"Plats {id}" }.Observed();

    static RecordObserved Withdrawn(string id, long sequence) => new ARecord(id) { Sequence = sequence }.Tombstone();

    static async Task<string> IdAsync(TestCatalog catalog, string record) => (string)(await catalog.DetailAsync($"fjallkart:{record}"))["id"]!;

    static Task<string> SuccessorAsync(TestCatalog catalog, string id) =>
        catalog.ScalarAsync<string>($"select replaced_by from catalog.listing_row where id = '{id}'");
}
