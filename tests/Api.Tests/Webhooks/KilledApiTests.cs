using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;

namespace Besoksnaring.Api.Tests.Webhooks;

/// <summary>The process that delivers is killed while calls are on their way, again and again, and another goes on from what is written. Nothing is lost and nothing comes out of order.</summary>
public sealed class KilledApiTests(ServedCatalogue servers)
{
    const int Kills = 5;

    [Fact]
    public async Task A_process_that_is_killed_while_it_delivers_loses_nothing()
    {
        await using var catalogue = await HookedCatalogue.StartAsync(servers);
        var copy = new HookCopy();
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = async (_, body) =>
        {
            copy.Take(body);
            await Task.Delay(Random.Shared.Next(30));
            return 200;
        };
        var (_, subscription) = await catalogue.SubscribeAsync(receiver.Address);
        // The one inside this process would deliver instead.
        await catalogue.Feeds.App.StopAsync(Ct);
        using var writing = new CancellationTokenSource();
        var writer = Task.Run(() => WriteAsync(catalogue, writing.Token), Ct);
        var processes = new Queue<ChildProcess>();
        try
        {
            processes.Enqueue(Start(catalogue.Feeds.Database));
            for (var kill = 0; kill < Kills; kill++)
            {
                var told = receiver.Calls.Count;
                await Waiting.ForAsync(() => receiver.Calls.Count > told + 40, () => $"After {kill} kills only {receiver.Calls.Count - told} calls came.\n{string.Join("\n\n", processes.Select(process => process.Log))}");
                // The oldest has the lock.
                processes.Enqueue(Start(catalogue.Feeds.Database));
                var killed = processes.Dequeue();
                await killed.KillAsync();
                await killed.DisposeAsync();
            }
            await writing.CancelAsync();
            await writer;
            await Waiting.ForAsync(
                () => catalogue.Feeds.ScalarAsync<bool>($"select s.position = l.position from partner.subscription s, catalog.log_state l where s.id = '{subscription["id"]}'"),
                () => $"It was never told everything.\n{string.Join("\n\n", processes.Select(process => process.Log))}");
        }
        finally
        {
            await writing.CancelAsync();
            await writer;
            foreach (var process in processes)
            {
                await process.DisposeAsync();
            }
        }
        Assert.Equal(
            await catalogue.Feeds.ScalarAsync<string>("select string_agg(id || ' ' || position, ', ' order by id collate \"C\") from catalog.listing_row where tombstoned_at is null"),
            copy.Text);
        Assert.Equal(0, copy.OutOfOrder);
        // What was on its way when a process was killed came again, under the same id.
        Assert.True(receiver.Calls.Count > receiver.Calls.DistinctBy(call => call.Id).Count(), "No kill hit a call: the test shows nothing.");
        Assert.All(receiver.Calls.GroupBy(call => call.Id), calls => Assert.Single(calls.DistinctBy(call => call.Text)));
    }

    static ChildProcess Start(string database)
    {
        var settings = HookedCatalogue.Settings.Append(("ConnectionStrings:Reader", ServedCatalogue.AsReader(database))).Append(("ConnectionStrings:Partners", ServedCatalogue.AsPartners(database))).Append(("Logging:LogLevel:Default", "Warning"));
        var environment = settings.ToDictionary(setting => setting.Item1.Replace(":", "__", StringComparison.Ordinal), setting => setting.Item2);
        environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        return ChildProcess.Start("Besoksnaring.Api.dll", "serve", environment);
    }

    static async Task WriteAsync(HookedCatalogue catalogue, CancellationToken stop)
    {
        for (var sequence = 1; !stop.IsCancellationRequested; sequence++)
        {
            var record = new ARecord($"w{Random.Shared.Next(60)}") { Sequence = sequence, Kind = ListingKind.Event, Title = $"Kväll {sequence}" };
            await catalogue.WriteAsync(Random.Shared.Next(5) == 0 ? record.Tombstone() : record.Observed());
            await Task.Delay(15, CancellationToken.None);
        }
    }
}
