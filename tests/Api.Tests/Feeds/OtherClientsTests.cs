using System.Globalization;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Api.Tests.Shapes;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;

namespace Besoksnaring.Api.Tests.Feeds;

/// <summary>What other people's programs make of our feeds: OpenActive's validator, and the EventSource of npm.</summary>
public sealed class OtherClientsTests(ServedCatalogue servers)
{
    const string Folder = "Feeds/OtherClients";

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    static IEnumerable<RecordObserved> Records(IEnumerable<int> numbers, int sequence) => numbers.Select(i =>
        new ARecord($"r{i}") { Kind = ListingKind.Event, Title = $"Kväll {i} {sequence}", Sequence = sequence } is var record && i % 9 == 0 && sequence > 1 ? record.Tombstone() : record.Observed());

    [Fact]
    public async Task OpenActives_validator_finds_nothing_wrong_while_the_feed_is_written_to()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers, ("Api:FeedLicence", "https://creativecommons.org/licenses/by/4.0/"));
        await catalogue.WriteAsync(Records(Enumerable.Range(0, 5_200), 1));
        using var writing = new CancellationTokenSource();
        var writer = Task.Run(async () =>
        {
            for (var sequence = 2; !writing.IsCancellationRequested; sequence++)
            {
                await catalogue.WriteAsync(Records(Enumerable.Range(0, 10).Select(i => (i * 37 + sequence * 11) % 5_200), sequence));
            }
        }, Ct);
        var meanwhile = await ValidateAsync();
        await writing.CancelAsync();
        await writer;
        // What changes while it reads comes again, and the end that it came to was not the end: that is what a feed is for.
        Assert.DoesNotContain(meanwhile, error => error is not ("no_duplicate_items" or "minimum_items_per_page"));
        Assert.Empty(await ValidateAsync());

        async Task<List<string>> ValidateAsync()
        {
            var said = JsonNode.Parse(await OtherProgram.NodeAsync(Folder, "rpde.mjs", [new Uri(catalogue.Client.BaseAddress!, "/api/v1/feeds/event").ToString()], "", Patience))!;
            Assert.InRange((int)said["pages"]!, 11, 100);
            return [.. said["errors"]!.AsArray().Select(error => (string)error!["type"]!)];
        }
    }

    [Fact]
    public async Task EventSource_misses_nothing_though_the_stream_is_cut()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        await catalogue.WriteAsync(Records(Enumerable.Range(0, 300), 1));
        const int last = 900;
        await using var cutting = CuttingProxy.Start(catalogue.Client.BaseAddress!.Port, cutAfterBytes: 20_000);
        var listening = OtherProgram.NodeAsync(
            Folder, "eventsource.mjs", [$"http://127.0.0.1:{cutting.Port}/api/v1/changes/stream?after=0", last.ToString(CultureInfo.InvariantCulture)], "", Patience);
        for (var sequence = 10; sequence < 16; sequence++)
        {
            await catalogue.WriteAsync(Records(Enumerable.Range(0, 100).Where(i => i % 9 != 0).Concat(Enumerable.Range(1_000 * sequence, 12).Select(i => i * 9 + 1)), sequence));
        }
        var missing = last - (int)await catalogue.ScalarAsync<long>("select position from catalog.log_state");
        await catalogue.WriteAsync(Records(Enumerable.Range(100_000, missing + 1).Select(i => i * 9 + 1), 1));
        var said = JsonNode.Parse(await listening)!;
        Assert.Equal(Enumerable.Range(1, last), said["told"]!.AsArray().Select(e => (int)e!["position"]!));
        Assert.All(said["told"]!.AsArray(), e => Assert.Equal((int)e!["position"]!, (int)e["modified"]!));
        Assert.True((int)said["opened"]! > 2, "It was never cut.");
    }
}
