using System.Diagnostics;
using Besoksnaring.Contracts;

namespace Besoksnaring.Benchmarks;

/// <summary>Messages from one service to the other, with nothing done to them at the end: what the bus itself costs.</summary>
static class Bus
{
    // As many as Ingest reads providers at a time, each of which waits for its confirm.
    const int InFlight = 4;

    public static async Task<IReadOnlyList<string>> AskAsync(Bench bench)
    {
        var messages = RealisticRecords.Messages("benchmark", bench.Sizes.Messages * RecordsObserved.MaxRecords, edition: 1, sequence: 1);
        var counting = new CountingSink();
        await using var bus = await BusHosts.StartAsync(bench, counting);
        var ratio = await Ratio.MeasureAsync("over the bus, messages of 50", "the bare client", "messages/s", 0.85, bench.Sizes.Rounds,
            ours: async () =>
            {
                var all = counting.Expect(messages.Count);
                var clock = Stopwatch.StartNew();
                await Parallel.ForEachAsync(messages, new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = bench.Cancellation },
                    async (message, cancellationToken) => await bus.Sender.SendAsync(message, cancellationToken));
                await all.WaitAsync(TimeSpan.FromMinutes(2), bench.Cancellation);
                return messages.Count / clock.Elapsed.TotalSeconds;
            },
            theirs: () => RawClient.RateAsync(bench.Broker.Uri, messages, InFlight));
        return [ratio.ToRow()];
    }

    sealed class CountingSink : IRecordSink
    {
        int left;
        TaskCompletionSource done = new();

        public Task Expect(int messages)
        {
            (left, done) = (messages, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            return done.Task;
        }

        public Task SendAsync(RecordsObserved records, CancellationToken cancellationToken)
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                done.SetResult();
            }
            return Task.CompletedTask;
        }

        public Task SendAsync(RunCompleted run, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
