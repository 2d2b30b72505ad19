using System.Diagnostics;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;
using Npgsql;

namespace Besoksnaring.Api.Tests.Feeds;

/// <summary>
/// Copies that are kept while eight writers create, change, withdraw, merge and split, and move things between kinds, places and words; their
/// readers are killed again and again. In the end each copy is what the database has. Longer with <c>tests/run --nightly</c>.
/// </summary>
public sealed class RacingFeedTests(ServedCatalogue servers)
{
    const int Writers = 8;
    const int RecordsOfWriter = 60;

    static readonly TimeSpan Load = Environment.GetEnvironmentVariable("BESOKSNARING_TEST_NIGHTLY") is { Length: > 0 } ? TimeSpan.FromMinutes(3) : TimeSpan.FromSeconds(12);

    static readonly (double Latitude, double Longitude)[] Places = [(59.381, 13.504), (59.655, 12.591)];

    [Fact]
    public async Task Every_copy_ends_equal_to_the_database_whenever_its_reader_was_killed()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        var jazz = await catalogue.SaveAsync("listings", """{ "q": "jazz" }""");
        var karlstad = await catalogue.SaveAsync("events", """{ "municipality": "Karlstad" }""");
        var of = new Dictionary<string, string>
        {
            ["/api/v1/feeds/listings"] = "true",
            ["/api/v1/feeds/event"] = "kind = 'event'",
            ["/api/v1/feeds/food"] = "kind = 'food'",
            [jazz + "/feed"] = "title ilike '%jazz%'",
            [karlstad + "/feed"] = "kind = 'event' and municipality = '1780'",
        };
        using var writing = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(catalogue, writer, writing.Token), Ct)).ToList();
        var copies = of.Keys.Select(feed => (Feed: feed, Copy: new FeedCopy(catalogue.Client, feed))).ToList();
        var following = copies.ConvertAll(one => Task.Run(() => FollowAsync(one.Copy, writing.Token), Ct));
        var logging = new List<Task>();
        using var log = new StreamCopy();
        logging.Add(Task.Run(() => ListenAsync(catalogue, "/api/v1/changes/stream", log, writing.Token), Ct));
        using var found = new StreamCopy();
        logging.Add(Task.Run(() => ListenAsync(catalogue, jazz + "/stream", found, writing.Token), Ct));
        await Task.Delay(Load / 2, Ct);
        // In the middle of it all.
        foreach (var (export, feed) in new[] { ("/api/v1/exports/listings", "/api/v1/feeds/listings"), (jazz + "/export", jazz + "/feed"), (karlstad + "/export", karlstad + "/feed") })
        {
            copies.Add((feed, FeedCopy.Of(catalogue.Client, await Snapshot.LoadAsync(catalogue.Client, export))));
        }
        await Task.Delay(Load / 2, Ct);
        await writing.CancelAsync();
        await Task.WhenAll([.. writers, .. following]);

        var position = await catalogue.ScalarAsync<long>("select position from catalog.log_state");
        Assert.True(position > 500, $"Only {position} changes.");
        foreach (var (feed, copy) in copies)
        {
            await copy.ReadAsync(Ct);
            var expected = await ListingsAsync(catalogue, of[feed]);
            Assert.Equal(expected.Order(), copy.Listings.Select(one => (one.Key, one.Value.Modified)).Order());
            var sums = await catalogue.GetAsync((feed.EndsWith("/feed", StringComparison.Ordinal) ? feed[..^"/feed".Length] : feed) + "/checksum");
            Assert.Equal((string)sums["hash"]!, copy.Sum);
            Assert.Equal((position, expected.Count), ((long)sums["position"]!, (int)sums["count"]!));
        }
        await WaitAsync(log, position);
        await WaitAsync(found, position);
        await log.StopAsync();
        await found.StopAsync();
        await Task.WhenAll(logging);
        Assert.Equal((await ListingsAsync(catalogue, "true")).Order(), log.Live.Select(one => (one.Key, one.Value)).Order());
        // Every change once, and no gap, over all cuts.
        Assert.Equal(Enumerable.Range(1, (int)position).Select(i => (long)i), log.Positions);
        Assert.Equal((await ListingsAsync(catalogue, of[jazz + "/feed"])).Order(), found.Live.Select(one => (one.Key, one.Value)).Order());
    }

    static async Task WriteAsync(FeedCatalogue catalogue, int writer, CancellationToken stop)
    {
        var random = new Random(writer);
        var kinds = new[] { ListingKind.Event, ListingKind.Event, ListingKind.Food, ListingKind.Trail };
        for (var sequence = 1; !stop.IsCancellationRequested; sequence++)
        {
            await catalogue.WriteAsync(Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(RecordsOfWriter)).Distinct().Select(number =>
            {
                var (latitude, longitude) = Places[random.Next(Places.Length)];
                var record = new ARecord($"w{writer}-{number}")
                {
                    Sequence = sequence,
                    Kind = kinds[random.Next(kinds.Length)],
                    Title = $"{(random.Next(2) == 0 ? "Jazz" : "Rock")} {number} {sequence}",
                    // With somebody else's of that number, now and then.
                    SharedIds = random.Next(6) == 0 ? [$"same:{number % 20}"] : [],
                    Place = random.Next(5) == 0 ? null : new RecordPlace { Latitude = latitude, Longitude = longitude },
                };
                return random.Next(7) == 0 ? record.Tombstone() : record.Observed();
            }));
        }
    }

    /// <summary>Kills the reader in the middle of a page, or after it, and begins again from what it had kept.</summary>
    static async Task FollowAsync(FeedCopy copy, CancellationToken stop)
    {
        var random = new Random(1);
        while (!stop.IsCancellationRequested)
        {
            using var killed = new CancellationTokenSource();
            if (random.Next(3) == 0)
            {
                killed.CancelAfter(random.Next(1, 15));
            }
            try
            {
                await copy.ReadPageAsync(killed.Token, dies: random.Next(4) == 0);
            }
            catch (OperationCanceledException) when (killed.IsCancellationRequested)
            {
            }
        }
    }

    static async Task ListenAsync(FeedCatalogue catalogue, string address, StreamCopy copy, CancellationToken stop)
    {
        var random = new Random(2);
        while (!copy.IsStopped)
        {
            // Cut after some events, wherever that is.
            await using var stream = await EventStream.OpenAsync(catalogue.Client, address, copy.LastEventId ?? "0");
            var most = stop.IsCancellationRequested ? int.MaxValue : random.Next(1, 120);
            for (var read = 0; read < most && !copy.IsStopped; read++)
            {
                try
                {
                    if (await stream.NextAsync(copy.Stopping) is not var (kind, data))
                    {
                        break;
                    }
                    copy.Take(kind, data, stream.LastEventId);
                }
                catch (OperationCanceledException) when (copy.IsStopped)
                {
                }
            }
        }
    }

    static async Task WaitAsync(StreamCopy copy, long position)
    {
        for (var waited = Stopwatch.StartNew(); copy.Last < position; await Task.Delay(20, Ct))
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), $"At {copy.Last} of {position}.");
        }
    }

    static async Task<List<(string Id, long Modified)>> ListingsAsync(FeedCatalogue catalogue, string condition)
    {
        await using var source = NpgsqlDataSource.Create(catalogue.Database);
        await using var command = source.CreateCommand($"select id, position from catalog.listing_row where tombstoned_at is null and {condition}");
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var rows = new List<(string, long)>();
        while (await reader.ReadAsync(Ct))
        {
            rows.Add((reader.GetString(0), reader.GetInt64(1)));
        }
        return rows;
    }
}
