using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Api.Tests.Feeds;
using Besoksnaring.Api.Tests.Partners;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;

namespace Besoksnaring.Api.Tests.Guide;

/// <summary>Every block of code in <c>docs/feeds.md</c>, run as it stands there against the shipped Api; only the address and the key are the test's.</summary>
public sealed class FeedsGuideTests(ServedCatalogue servers)
{
    const int Example = 1, MirrorSh = 2, Check = 3, MirrorMjs = 4, MirrorCs = 5, Drift = 6, Search = 7, Stream = 8, Expired = 9;

    static IEnumerable<RecordObserved> Some(int from, int count, int sequence) => Enumerable.Range(from, count).Select(i => new ARecord($"r{i}")
    {
        Kind = i % 2 == 0 ? ListingKind.Event : ListingKind.Food,
        Title = $"Kväll {i} {sequence}",
        Sequence = sequence,
        Place = new RecordPlace { Latitude = 59.381, Longitude = 13.504 },
    }.Observed());

    [Fact]
    public async Task Every_block_is_run_here()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        using var guide = await GuideAsync(catalogue);
        Assert.Equal(["bash", "json", "bash", "bash", "js", "csharp", "js", "bash", "bash", "bash"], guide.Blocks.Select(block => block.Language));
        Assert.Equal(["data", "id", "kind", "modified", "state"], JsonNode.Parse(guide.Blocks[Example].Code)!.AsObject().Select(member => member.Key).Order());
    }

    [Fact]
    public async Task What_the_feeds_say_at_first()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        using var guide = await GuideAsync(catalogue);
        await catalogue.WriteAsync(Some(0, 10, 1));
        Assert.Contains(await catalogue.IdOfAsync("r0"), await guide.BashAsync(0), StringComparison.Ordinal);
        var saved = (await guide.BashAsync(Search)).Split('\n');
        Assert.EndsWith("/feed?afterChangeNumber=10", saved[0], StringComparison.Ordinal);
        Assert.Equal("5", saved[1]);
        Assert.Contains("\"modified\":1,", await guide.BashAsync(Stream), StringComparison.Ordinal);
        Assert.Contains("\"position\":10", await guide.BashAsync(Expired), StringComparison.Ordinal);
        await catalogue.ExecuteAsync("delete from catalog.change where position <= 4");
        Assert.Contains("/api/v1/exports/listings", await guide.BashAsync(Expired), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_copy_by_curl_and_jq_stays_equal()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        using var guide = await GuideAsync(catalogue);
        await StaysEqualAsync(catalogue, () => guide.BashAsync(MirrorSh), async said =>
        {
            Assert.Equal(said, $"{await LiveAsync(catalogue)} listings\n");
            var sums = (await guide.BashAsync(Check)).Split('\n');
            Assert.Equal(sums[1], sums[0]);
        });
    }

    [Fact]
    public async Task The_copy_in_JavaScript_stays_equal_and_its_drift_is_found()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        using var guide = await GuideAsync(catalogue);
        await StaysEqualAsync(catalogue, () => guide.NodeAsync(MirrorMjs), async said =>
        {
            Assert.Equal(said, $"{await LiveAsync(catalogue)} listings\n");
            Assert.Equal("", await guide.NodeAsync(Drift));
        });
        var file = Path.Combine(guide.Folder.FullName, "copy.json");
        var copy = JsonNode.Parse(await File.ReadAllTextAsync(file, Ct))!;
        var (missing, wrong) = (await catalogue.IdOfAsync("r77"), await catalogue.IdOfAsync("r433"));
        copy["listings"]!.AsObject().Remove(missing);
        copy["listings"]![wrong]!["modified"] = 1;
        await File.WriteAllTextAsync(file, copy.ToJsonString(), Ct);
        Assert.Equivalent(new[] { missing, wrong }, (await guide.NodeAsync(Drift)).Split('\n', StringSplitOptions.RemoveEmptyEntries), strict: true);
    }

    [Fact]
    public async Task The_copy_in_CSharp_stays_equal()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        using var guide = await GuideAsync(catalogue);
        await StaysEqualAsync(catalogue, () => guide.CSharpAsync(MirrorCs), async said => Assert.Equal(said, $"{await LiveAsync(catalogue)} listings, equal\n"));
    }

    /// <summary>From nothing, over pages of changes and withdrawals, and when the log has become another.</summary>
    static async Task StaysEqualAsync(FeedCatalogue catalogue, Func<Task<string>> mirror, Func<string, Task> check)
    {
        await catalogue.WriteAsync(Some(0, 700, 1));
        await check(await mirror());
        await catalogue.WriteAsync(Some(100, 650, 2).Concat(Enumerable.Range(0, 40).Select(i => (new ARecord($"r{i}") { Sequence = 3 }).Tombstone())));
        await check(await mirror());
        await catalogue.ExecuteAsync("update catalog.counter set epoch = gen_random_uuid()");
        await catalogue.WriteAsync(Some(50, 5, 4));
        await check(await mirror());
    }

    static Task<long> LiveAsync(FeedCatalogue catalogue) => catalogue.ScalarAsync<long>("select count(*) from catalog.listing_row where tombstoned_at is null");

    static async Task<GuideCode> GuideAsync(FeedCatalogue catalogue)
    {
        var (_, key) = await APartner.AddAsync(catalogue.Database, "searches");
        return new("feeds.md", code => code
            .Replace("http://localhost:8080", catalogue.Client.BaseAddress!.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
            .Replace("bes_your_key", key, StringComparison.Ordinal));
    }
}
