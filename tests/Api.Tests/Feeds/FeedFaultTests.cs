using System.Diagnostics;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Api.Tests.Shapes;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;
using Besoksnaring.Testing.Servers;
using Npgsql;

namespace Besoksnaring.Api.Tests.Feeds;

/// <summary>Copies, while the database dies under them and comes back, or comes back as another one made from a dump.</summary>
public sealed class FeedFaultTests
{
    const string Listings = "/api/v1/feeds/listings";
    const string Changes = "/api/v1/changes/stream";

    static IEnumerable<RecordObserved> Some(int from, int count, int sequence) => Enumerable.Range(from, count).Select(i =>
        new ARecord($"r{i}") { Kind = ListingKind.Event, Title = $"Kväll {i} {sequence}", Sequence = sequence } is var record && (i + sequence) % 7 == 0 && sequence > 1 ? record.Tombstone() : record.Observed());

    [Fact]
    public async Task A_database_that_is_killed_and_one_that_is_restarted_cost_no_copy_a_change()
    {
        await using var postgres = await OwnPostgres.StartAsync();
        await using var catalogue = await CatalogueAsync(postgres);
        await catalogue.WriteAsync(Some(0, 50, 1));
        var copy = new FeedCopy(catalogue.Client, Listings);
        using var heard = new StreamCopy();
        var listening = Task.Run(() => ListenAsync(catalogue, heard), Ct);
        using var writing = new CancellationTokenSource();
        var writer = Task.Run(() => WriteAsync(catalogue, writing.Token), Ct);
        foreach (var (away, again) in new (Func<Task>, Func<Task>)[] { (postgres.KillAsync, postgres.StartAgainAsync), (() => Task.CompletedTask, postgres.RestartAsync) })
        {
            await UntilAsync(() => heard.Last > 100, "Nothing was in flight.");
            await ReadAsync(copy);
            await away();
            using (var refused = await catalogue.Client.GetAsync(Listings + "?afterChangeNumber=1", Ct))
            {
                Assert.True(refused.IsSuccessStatusCode || (int)refused.StatusCode == 503, $"{(int)refused.StatusCode}");
            }
            await again();
            var was = heard.Last;
            await UntilAsync(() => heard.Last > was + 100, $"The stream stands still at {was}.");
        }
        await writing.CancelAsync();
        await writer;
        await ReadAsync(copy);
        var sums = await catalogue.GetAsync(Listings + "/checksum");
        Assert.Equal((string)sums["hash"]!, copy.Sum);
        await UntilAsync(() => heard.Last >= (long)sums["position"]!, "The stream did not come to the end.");
        await heard.StopAsync();
        await listening;
        Assert.Equal(Enumerable.Range(1, (int)(long)sums["position"]!).Select(i => (long)i), heard.Positions);
        Assert.Equal((string)sums["hash"]!, Sums.Of(heard.Live.Select(one => (one.Key, one.Value))));
    }

    [Fact]
    public async Task Positions_hold_in_a_catalogue_that_was_dumped_and_restored()
    {
        await using var postgres = await OwnPostgres.StartAsync();
        await using var before = await CatalogueAsync(postgres);
        await before.WriteAsync(Some(0, 1_200, 1).Concat(Some(0, 300, 2)));
        var copy = new FeedCopy(before.Client, Listings);
        await copy.ReadPageAsync(Ct);
        await copy.ReadPageAsync(Ct);
        var stopped = copy.Seen[^1].Modified;
        var was = await before.GetAsync(Listings + "/checksum");

        await using var after = await FeedCatalogue.OfAsync(await RestoredAsync(before.Database), TimeProvider.System);
        Assert.Equal(was.ToJsonString(), (await after.GetAsync(Listings + "/checksum")).ToJsonString().Replace(after.Client.BaseAddress!.Authority, before.Client.BaseAddress!.Authority, StringComparison.Ordinal));
        await after.WriteAsync(Some(100, 400, 3));
        var goneOn = FeedCopy.Moved(copy, after.Client, $"{Listings}?afterChangeNumber={stopped}");
        await goneOn.ReadAsync(Ct);
        var sums = await after.GetAsync(Listings + "/checksum");
        Assert.Equal(((string)was["epoch"]!, (string)sums["hash"]!), ((string)sums["epoch"]!, goneOn.Sum));
        Assert.True((long)sums["position"]! > (long)was["position"]!);
        // And for who listens.
        await using var stream = await EventStream.OpenAsync(after.Client, Changes, lastEventId: $"{was["position"]}");
        await stream.NextAsync(Ct);
        Assert.Equal((long)was["position"]! + 1, (long)(await stream.NextAsync(Ct))!.Value.Data["modified"]!);
    }

    static async Task<FeedCatalogue> CatalogueAsync(OwnPostgres postgres)
    {
        var database = await CreateAsync(postgres.ConnectionString, "feeds");
        await PartnerSchema.MigrateAsync(database, Ct);
        await FeedCatalogue.MigrateAsync(database);
        return await FeedCatalogue.OfAsync(database, TimeProvider.System);
    }

    static async Task<string> RestoredAsync(string database)
    {
        var of = new NpgsqlConnectionStringBuilder(database);
        var restored = await CreateAsync(new NpgsqlConnectionStringBuilder(database) { Database = "postgres" }.ConnectionString, of.Database + "_restored");
        var folder = Directory.CreateTempSubdirectory("besoksnaring-dump-");
        try
        {
            var file = Path.Combine(folder.FullName, "dump");
            await OtherProgram.RunAsync("pg_dump", "postgresql-client", ["-Fc", "-d", Address(of.Database!), "-f", file], "");
            await OtherProgram.RunAsync("pg_restore", "postgresql-client", ["--exit-on-error", "-d", Address(of.Database + "_restored"), file], "", TimeSpan.FromMinutes(2));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        return restored;

        string Address(string name) => $"postgresql://{of.Username}@{of.Host}:{of.Port}/{name}";
    }

    static async Task<string> CreateAsync(string server, string name)
    {
        await ServedCatalogue.ExecuteAsync(server, $"create database \"{name}\"");
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    /// <summary>What does not come through is sent again, as the bus would.</summary>
    static async Task WriteAsync(FeedCatalogue catalogue, CancellationToken stop)
    {
        for (var sequence = 2; !stop.IsCancellationRequested; sequence++)
        {
            for (var written = false; !written;)
            {
                try
                {
                    await catalogue.WriteAsync(Some(sequence * 13 % 200, 20, sequence));
                    written = true;
                }
                catch (NpgsqlException)
                {
                    await Task.Delay(50, Ct);
                }
            }
        }
    }

    /// <summary>503 says when to come again; a test comes sooner.</summary>
    static async Task ReadAsync(FeedCopy copy)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50, Ct))
        {
            try
            {
                await copy.ReadAsync(Ct);
                return;
            }
            catch (Xunit.Sdk.XunitException away) when (away.Message.Contains(": 503 ", StringComparison.Ordinal) && waited.Elapsed < TimeSpan.FromSeconds(30))
            {
            }
        }
    }

    /// <summary>One connection is enough, unless it ends; then it is gone on with.</summary>
    static async Task ListenAsync(FeedCatalogue catalogue, StreamCopy copy)
    {
        while (!copy.IsStopped)
        {
            try
            {
                await using var stream = await EventStream.OpenAsync(catalogue.Client, Changes, copy.LastEventId ?? "0");
                while (await stream.NextAsync(copy.Stopping) is var (kind, data))
                {
                    copy.Take(kind, data, stream.LastEventId);
                }
            }
            catch (Exception cut) when (copy.IsStopped || cut is HttpRequestException or IOException || cut.Message.Contains(": 503", StringComparison.Ordinal))
            {
            }
        }
    }

    static async Task UntilAsync(Func<bool> isSo, string otherwise)
    {
        for (var waited = Stopwatch.StartNew(); !isSo(); await Task.Delay(20, Ct))
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(60), otherwise);
        }
    }
}
