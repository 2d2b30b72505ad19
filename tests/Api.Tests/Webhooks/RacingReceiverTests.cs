using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;
using Microsoft.AspNetCore.Builder;

namespace Besoksnaring.Api.Tests.Webhooks;

/// <summary>
/// Copies kept by webhooks while eight writers create, change, withdraw, merge and move things, their receivers fail, hang, redirect and restart, and the
/// Api is ended in the middle. In the end each copy is what the database has.
/// </summary>
public sealed class RacingReceiverTests(ServedCatalogue servers)
{
    static readonly TimeSpan Load = Environment.GetEnvironmentVariable("BESOKSNARING_TEST_NIGHTLY") is { Length: > 0 } ? TimeSpan.FromMinutes(3) : TimeSpan.FromSeconds(12);

    [Fact]
    public async Task Every_copy_ends_equal_to_the_database()
    {
        await using var catalogue = await HookedCatalogue.StartAsync(servers);
        var (_, search) = await catalogue.SendAsync(HttpMethod.Post, "/api/v1/searches", """{ "name": "Jazz", "resource": "listings", "query": { "q": "jazz" } }""");
        await using var all = await Receiver.StartAsync();
        await using var jazz = await Receiver.StartAsync();
        var copies = new List<(Receiver Receiver, string Where, string More, HookCopy Copy)>
        {
            (all, "true", "", new()),
            (jazz, "title ilike '%jazz%'", $$""", "search": "{{search["id"]}}" """, new()),
        };
        var addresses = new List<string>();
        foreach (var (receiver, _, more, copy) in copies)
        {
            receiver.Answer = async (_, body) =>
            {
                var fate = Random.Shared.Next(40);
                if (fate == 0)
                {
                    // Longer than we bear with it: it took the message, and we do not know.
                    copy.Take(body);
                    await Task.Delay(2_500);
                    return 200;
                }
                if (fate < 4)
                {
                    return new[] { 500, 429, 301, 503 }[fate];
                }
                copy.Take(body);
                return fate == 4 ? 500 : 200;
            };
            addresses.Add((await catalogue.SubscribeAsync(receiver.Address, more)).Address);
        }
        using var writing = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(() => WriteAsync(catalogue, writer, writing.Token), Ct)).ToList();
        using var mending = new CancellationTokenSource();
        // Nobody waits for hours here: the partner resumes what failed.
        var resuming = Task.Run(() => ResumeAsync(catalogue, addresses, mending.Token), Ct);
        var apis = new List<WebApplication>();
        for (var ended = 0; ended < 3; ended++)
        {
            await Task.Delay(Load / 4, Ct);
            // Ends without a word while calls are on their way; another takes over.
            var next = await ServedCatalogue.StartAsync(ServedCatalogue.AsReader(catalogue.Feeds.Database), HookedCatalogue.Settings);
            await (apis.Count == 0 ? Task.CompletedTask : apis[^1].StopAsync(new CancellationToken(canceled: true)));
            apis.Add(next);
        }
        await writing.CancelAsync();
        await Task.WhenAll(writers);
        foreach (var (receiver, _, _, copy) in copies)
        {
            receiver.Answer = (_, body) =>
            {
                copy.Take(body);
                return Task.FromResult(200);
            };
        }
        var position = await catalogue.Feeds.ScalarAsync<long>("select position from catalog.log_state");
        Assert.True(position > 300, $"Only {position} changes.");
        foreach (var address in addresses)
        {
            await catalogue.WaitAsync(address, subscription => (long)subscription["position"]! == position);
        }
        await mending.CancelAsync();
        await resuming;
        foreach (var (_, where, _, copy) in copies)
        {
            var expected = await catalogue.Feeds.ScalarAsync<string>($"select coalesce(string_agg(id || ' ' || position, ', ' order by id collate \"C\"), '') from catalog.listing_row where tombstoned_at is null and {where}");
            Assert.Equal(expected, copy.Text);
            Assert.Equal(0, copy.OutOfOrder);
        }
        foreach (var api in apis)
        {
            await api.DisposeAsync();
        }
    }

    static async Task WriteAsync(HookedCatalogue catalogue, int writer, CancellationToken stop)
    {
        var random = new Random(writer);
        var kinds = new[] { ListingKind.Event, ListingKind.Food };
        for (var sequence = 1; !stop.IsCancellationRequested; sequence++)
        {
            await catalogue.WriteAsync(Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(40)).Distinct().Select(number =>
            {
                var record = new ARecord($"w{writer}-{number}")
                {
                    Sequence = sequence,
                    Kind = kinds[random.Next(kinds.Length)],
                    Title = $"{(random.Next(2) == 0 ? "Jazz" : "Rock")} {number} {sequence}",
                    SharedIds = random.Next(6) == 0 ? [$"same:{number % 20}"] : [],
                };
                return random.Next(7) == 0 ? record.Tombstone() : record.Observed();
            }));
            await Task.Delay(20, CancellationToken.None);
        }
    }

    static async Task ResumeAsync(HookedCatalogue catalogue, List<string> addresses, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var address in addresses)
            {
                var (_, subscription) = await catalogue.SendAsync(HttpMethod.Get, address);
                if ((int?)subscription["failures"] > 0)
                {
                    await catalogue.SendAsync(HttpMethod.Post, address + "/resume");
                }
            }
            await Task.Delay(50, CancellationToken.None);
        }
    }
}

/// <summary>A copy as a receiver keeps it that has read the documentation: the position says what is newer.</summary>
sealed class HookCopy
{
    readonly Lock gate = new();
    readonly Dictionary<string, (long Position, bool IsLive)> listings = new(StringComparer.Ordinal);

    /// <summary>Messages that came after a later one of the same listing, and not for the second time.</summary>
    public int OutOfOrder { get; private set; }

    readonly HashSet<long> seen = [];

    public string Text
    {
        get
        {
            lock (gate)
            {
                return string.Join(", ", listings.Where(one => one.Value.IsLive).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value.Position}"));
            }
        }
    }

    public void Take(JsonNode message)
    {
        var (id, position) = ((string)message["data"]!["id"]!, (long)message["data"]!["position"]!);
        lock (gate)
        {
            var isNew = seen.Add(position);
            if (listings.GetValueOrDefault(id).Position >= position)
            {
                OutOfOrder += isNew ? 1 : 0;
                return;
            }
            listings[id] = (position, (string)message["type"]! == "listing.updated");
        }
    }
}
