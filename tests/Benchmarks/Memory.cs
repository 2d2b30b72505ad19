using System.Globalization;
using Npgsql;

namespace Besoksnaring.Benchmarks;

/// <summary>Resident memory of the one-process host beside an empty web server's: at rest, and while it reads a provider and answers.</summary>
static class Memory
{
    const int Connections = 16;

    public static async Task<IReadOnlyList<string>> AskAsync(Bench bench)
    {
        var (helloAtRest, helloHighest) = await HelloAsync(bench);
        using var folder = new ProviderFolder();
        var (few, many) = (bench.Sizes.Records, bench.Sizes.Records * 4);
        return
        [
            Row($"one process at rest, {few:#,0} records read", await AtRestAsync(folder, few, bench), helloAtRest),
            Row($"reading {many:#,0} records and answering meanwhile, highest", await HighestAsync(folder, many, bench), helloHighest),
        ];
    }

    static async Task<(double AtRest, double Highest)> HelloAsync(Bench bench)
    {
        await using var hello = await Child.StartAsync("Besoksnaring.Benchmarks.dll", "hello", "/hello", [], bench.Cancellation);
        var atRest = await SettledAsync(hello, bench);
        return (atRest, await HighestAsync(hello, LoadAsync(hello, ["/hello"], bench.Sizes.Load * 3)));
    }

    static async Task<double> AtRestAsync(ProviderFolder folder, int records, Bench bench)
    {
        folder.Write(records);
        var connectionString = await bench.DatabaseAsync();
        await using var host = await StartAsync(connectionString, folder, bench);
        await UntilReadAsync(connectionString, bench.Cancellation);
        return await SettledAsync(host, bench);
    }

    static async Task<double> HighestAsync(ProviderFolder folder, int records, Bench bench)
    {
        folder.Write(records);
        var connectionString = await bench.DatabaseAsync();
        await using var host = await StartAsync(connectionString, folder, bench);
        return await HighestAsync(host, Task.WhenAll(
            UntilReadAsync(connectionString, bench.Cancellation),
            LoadAsync(host, ["/api/v1/listings?limit=20", "/api/v1/listings?limit=100&language=en"], bench.Sizes.Load * 3)));
    }

    static Task<Child> StartAsync(string connectionString, ProviderFolder folder, Bench bench) => Child.StartAsync(
        "Besoksnaring.dll", "serve", "/health/ready",
        [
            ("ConnectionStrings__Besoksnaring", connectionString),
            ("Registry__File", folder.Registry),
            ("Ingest__SnapshotFolder", folder.Snapshots),
        ],
        bench.Cancellation);

    static async Task<double> SettledAsync(Child child, Bench bench)
    {
        await Task.Delay(bench.Sizes.Load, bench.Cancellation);
        return child.Megabytes;
    }

    static async Task<double> HighestAsync(Child child, Task load)
    {
        var highest = child.Megabytes;
        while (await Task.WhenAny(load, Task.Delay(50)) != load)
        {
            highest = Math.Max(highest, child.Megabytes);
        }
        await load;
        return highest;
    }

    static Task<double> LoadAsync(Child child, IReadOnlyList<string> paths, TimeSpan duration) =>
        HttpLoad.RateAsync(child.Address, paths, _ => "", 200, Connections, duration);

    static async Task UntilReadAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        while (true)
        {
            await using var command = source.CreateCommand("select verdict from ingest.run_report where verdict is not null");
            await using var reader = await command.ExecuteReaderAsync(limit.Token);
            if (await reader.ReadAsync(limit.Token))
            {
                var verdict = reader.GetString(0);
                if (verdict == "complete")
                {
                    return;
                }
                throw new InvalidOperationException($"The provider's run ended as {verdict}.");
            }
            await Task.Delay(100, limit.Token);
        }
    }

    static string Row(string question, double ours, double theirs) => string.Create(CultureInfo.InvariantCulture,
        $"| {question} | {ours:0} MB | hello world, the same: {theirs:0} MB | **{ours / theirs:0.0}** | | |");
}
