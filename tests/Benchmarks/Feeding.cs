using System.Diagnostics;
using System.Globalization;
using Besoksnaring.Api;
using Besoksnaring.Api.Feeds;
using Besoksnaring.Api.Rights;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Besoksnaring.Benchmarks;

/// <summary>
/// What a partner's copy costs: the database's own time for a page of a feed, as the catalogue grows; a whole snapshot, beside COPY TO of the same bytes;
/// and one change told to thousands of listeners.
/// </summary>
static class Feeding
{
    const double PageMilliseconds = 12;
    const double PageGrowth = 2;
    const double SnapshotTarget = 0.5;
    const int SnapshotMegabytes = 40;
    const int Pages = 40;

    public static async Task<IReadOnlyList<string>> AskAsync(Bench bench)
    {
        var (written, events) = (Math.Min(bench.Sizes.Events, Searching.MostWritten), bench.Sizes.Events);
        var connectionString = await Searching.CatalogAsync(bench, written);
        List<string> rows = [];
        var few = await PageAsync(connectionString, bench);
        rows.Add(PageRow(written, few, PageMilliseconds, $"≤ {PageMilliseconds:0} ms"));
        rows.AddRange(await SnapshotAsync(connectionString, bench));
        rows.AddRange(await Telling.AskAsync(connectionString, bench));
        if (events > written)
        {
            await Growing.AddAsync(connectionString, rounds: events / written - 1, bench.Cancellation);
            rows.Add(PageRow(events, await PageAsync(connectionString, bench), PageGrowth * few, $"≤ {PageGrowth:0} × that"));
        }
        return rows;
    }

    /// <returns>Milliseconds that the processors worked for one page, of the session that read it; what is asked is what the Api asks.</returns>
    static async Task<double> PageAsync(string connectionString, Bench bench)
    {
        await using var database = new ReadDatabase(connectionString, Options.Create(new ApiOptions()));
        var feeds = new FeedReader(database);
        var session = await SessionAsync(database.Planned, bench.Cancellation);
        var costs = new List<double>();
        for (var round = 0; round <= bench.Sizes.Rounds; round++)
        {
            var (before, after) = (ProcessorTime(session), 0L);
            // From all over the log.
            for (var number = 0; number < Pages; number++)
            {
                var page = await feeds.ReadAsync(FeedFilter.Everything, after, FeedAnswer.Items, "sv", ReaderRights.Public, bench.Cancellation);
                after = page.IsFull ? page.Items[^1].Position + page.Log.Position / (Pages + 20) : 0;
            }
            if (round > 0)
            {
                costs.Add((ProcessorTime(session) - before).TotalMilliseconds / Pages);
            }
        }
        return Median(costs);
    }

    static async Task<int> SessionAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        // One after the other, all questions go over the same connection.
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return connection.ProcessID;
    }

    static TimeSpan ProcessorTime(int session)
    {
        try
        {
            using var process = Process.GetProcessById(session);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal) ? process.TotalProcessorTime : TimeSpan.Zero;
        }
        catch (ArgumentException)
        {
            // A server elsewhere, or in a container: what it works is not seen from here.
            return TimeSpan.Zero;
        }
    }

    static async Task<IReadOnlyList<string>> SnapshotAsync(string connectionString, Bench bench)
    {
        await using var api = await StartAsync(connectionString, bench);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0 });
        using var client = new HttpClient { BaseAddress = api.Address };
        var bytes = 0L;
        await ExportAsync("identity");
        var (before, highest, over) = (api.Megabytes, 0.0, new CancellationTokenSource());
        var watching = WatchAsync();
        var plain = await Ratio.MeasureAsync("a snapshot of everything", "COPY TO of the same", "kB/s", SnapshotTarget, bench.Sizes.Rounds, () => ExportAsync("identity"), CopyAsync);
        var zipped = await Ratio.MeasureAsync("the same compressed (gzip), counted as before", "COPY TO of the same", "kB/s", null, bench.Sizes.Rounds, () => ExportAsync("gzip"), CopyAsync);
        await over.CancelAsync();
        await watching;
        var grown = Math.Max(0, highest - before);
        return [plain.ToRow(), zipped.ToRow(), string.Create(CultureInfo.InvariantCulture,
            $"| memory that the Api takes for snapshots, highest | {grown:0} MB | | | ≤ {SnapshotMegabytes} MB | {(grown <= SnapshotMegabytes ? "met" : "missed")} |")];

        async Task<double> ExportAsync(string encoding)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/exports/listings");
            request.Headers.AcceptEncoding.ParseAdd(encoding);
            var clock = Stopwatch.StartNew();
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, bench.Cancellation);
            await using var body = await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(bench.Cancellation);
            var length = await ReadAsync(body);
            if (encoding == "identity")
            {
                bytes = length;
            }
            return bytes / 1e3 / clock.Elapsed.TotalSeconds;
        }

        async Task<double> CopyAsync()
        {
            await using var connection = await source.OpenConnectionAsync(bench.Cancellation);
            var clock = Stopwatch.StartNew();
            await using var copy = await connection.BeginRawBinaryCopyAsync(
                """
                copy (select l.position, l.id, l.kind, b.detail from catalog.listing_row l join catalog.listing_bytes b on b.listing_id = l.id and b.language = 'sv'
                    where l.tombstoned_at is null order by l.id) to stdout (format binary)
                """, bench.Cancellation);
            return await ReadAsync(copy) / 1e3 / clock.Elapsed.TotalSeconds;
        }

        async Task<long> ReadAsync(Stream stream)
        {
            var (buffer, length) = (new byte[64 * 1024], 0L);
            while (await stream.ReadAsync(buffer, bench.Cancellation) is > 0 and var read)
            {
                length += read;
            }
            return length;
        }

        async Task WatchAsync()
        {
            while (!over.IsCancellationRequested)
            {
                highest = Math.Max(highest, api.Megabytes);
                await Task.Delay(50);
            }
        }
    }

    public static Task<Child> StartAsync(string connectionString, Bench bench) => Child.StartAsync(
        "Besoksnaring.Api.dll", "serve", "/health/ready",
        [("ConnectionStrings__Reader", connectionString), ("ConnectionStrings__Partners", connectionString), ("Logging__LogLevel__Default", "Warning")],
        bench.Cancellation);

    static string PageRow(int listings, double milliseconds, double most, string target) => string.Create(CultureInfo.InvariantCulture,
        $"| feed page of {FeedAnswer.Items} with data, of {listings:#,0} listings: the database's processor | {milliseconds:0.0} ms | | | {target} | {(milliseconds == 0 ? "not seen from here" : milliseconds <= most ? "met" : "missed")} |");

    static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
