using System.Diagnostics;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Besoksnaring.Benchmarks;

/// <summary>Full records into a catalogue that has them already: all of them changed, and none of them changed.</summary>
static class Writing
{
    const string Provider = "benchmark";

    public static async Task<IReadOnlyList<string>> AskAsync(Bench bench)
    {
        var connectionString = await bench.EmptyCatalogAsync();
        await using var services = Bench.WriterOf(connectionString);
        var writer = services.GetRequiredService<CatalogWriter>();
        var (records, rounds) = (bench.Sizes.Records, bench.Sizes.Rounds);
        var (edition, sequence) = (1, 1L);
        await bench.WriteAsync(writer, Messages());
        // Taken once, when each listing has been written once: what is copied does not grow with the rounds.
        var copy = await PlainCopy.OfCatalogAsync(connectionString);

        var changed = await Ratio.MeasureAsync("changed records, two writers", "COPY of the rows they make", "records/s", 0.12, rounds,
            ours: () =>
            {
                edition++;
                sequence++;
                return RateAsync(Messages());
            },
            theirs: CopyAsync);
        var unchanged = await Ratio.MeasureAsync("unchanged records, two writers", "COPY of the rows they made", "records/s", 3.5, rounds,
            ours: () =>
            {
                sequence++;
                return RateAsync(Messages());
            },
            theirs: CopyAsync);
        return [changed.ToRow(), unchanged.ToRow()];

        List<RecordsObserved> Messages() => RealisticRecords.Messages(Provider, records, edition, sequence);

        async Task<double> RateAsync(List<RecordsObserved> messages)
        {
            var clock = Stopwatch.StartNew();
            await bench.WriteAsync(writer, messages);
            return records / clock.Elapsed.TotalSeconds;
        }

        async Task<double> CopyAsync() => records / await copy.SecondsAsync();
    }
}
