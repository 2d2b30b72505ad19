using System.Diagnostics;
using System.Globalization;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Besoksnaring.Benchmarks;

/// <summary>How long one changed record takes from Ingest's publish to the catalogue's commit, when nothing else happens.</summary>
static class QuietBus
{
    const double TargetMilliseconds = 15;

    public static async Task<IReadOnlyList<string>> AskAsync(Bench bench)
    {
        var connectionString = await bench.EmptyCatalogAsync();
        await using var services = Bench.WriterOf(connectionString);
        var writer = services.GetRequiredService<CatalogWriter>();
        await bench.WriteAsync(writer, RealisticRecords.Messages("benchmark", bench.Sizes.Records, edition: 1, sequence: 1));
        var arriving = new ArrivingSink(writer);
        await using var bus = await BusHosts.StartAsync(bench, arriving);
        await using var bare = await BareTrip.StartAsync(bench, connectionString);

        var (ours, theirs) = (new List<double>(), new List<double>());
        var warmUp = Math.Min(20, bench.Sizes.Alone);
        for (var number = -warmUp; number < bench.Sizes.Alone; number++)
        {
            // One record that exists, in an edition of its own.
            var message = new RecordsObserved([RealisticRecords.One("benchmark", (number + warmUp) % bench.Sizes.Records, edition: 2, sequence: 2 + number + warmUp)]);
            var trip = await MillisecondsAsync(async () =>
            {
                var committed = arriving.Next();
                await bus.Sender.SendAsync(message, bench.Cancellation);
                await committed.WaitAsync(TimeSpan.FromSeconds(30), bench.Cancellation);
            });
            var reference = await MillisecondsAsync(() => bare.SendAsync(message));
            if (number >= 0)
            {
                ours.Add(trip);
                theirs.Add(reference);
            }
        }
        ours.Sort();
        theirs.Sort();
        var (p50, reference50) = (Percentile(ours, 50), Percentile(theirs, 50));
        return
        [
            string.Create(CultureInfo.InvariantCulture,
                $"| one record, published to committed, quiet | p50 {p50:0.0} ms, p95 {Percentile(ours, 95):0.0} | bare client and a one-row commit: p50 {reference50:0.0}, p95 {Percentile(theirs, 95):0.0} | **{p50 / reference50:0.00}** | p50 ≤ {TargetMilliseconds:0} ms | {(p50 <= TargetMilliseconds ? "met" : "missed")} |"),
        ];
    }

    static double Percentile(List<double> sorted, int percent) => sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];

    static async Task<double> MillisecondsAsync(Func<Task> act)
    {
        var clock = Stopwatch.StartNew();
        await act();
        return clock.Elapsed.TotalMilliseconds;
    }

    sealed class ArrivingSink(CatalogWriter writer) : IRecordSink
    {
        TaskCompletionSource next = new();

        public Task Next() => (next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public async Task SendAsync(RecordsObserved records, CancellationToken cancellationToken)
        {
            await writer.SendAsync(records, cancellationToken);
            next.SetResult();
        }

        public Task SendAsync(RunCompleted run, CancellationToken cancellationToken) => writer.SendAsync(run, cancellationToken);
    }
}
