using Besoksnaring.Contracts;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace Besoksnaring.Ingest.Runs;

/// <summary>Hands records over, at most fifty at a time, and remembers each batch once the sink has confirmed it.</summary>
sealed class RecordSender(IRecordSink sink, RunMemory memory, IOptions<IngestOptions> options)
{
    readonly ResiliencePipeline sending = Pipeline(options.Value);

    public async Task SendAsync(CurrentRun run, IReadOnlyCollection<Sending> records, CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var batch in records.Chunk(RecordsObserved.MaxRecords))
        {
            await run.Lease.EnsureHeldAsync(cancellationToken);
            var message = new RecordsObserved([.. batch.Select(record => new RecordObserved(
                new RecordKey(run.Provider.Id, record.RecordId), run.Id, run.Sequence, run.StartedAt, record.Content))]);
            await sending.ExecuteAsync(async token => await sink.SendAsync(message, token), cancellationToken);
            await memory.ConfirmAsync(run.Lease, run.Provider.Id, run.Sequence, batch, cancellationToken);
            done += batch.Length;
            run.Tell("sending", done, records.Count);
        }
    }

    /// <summary>Tells how the run ended; it only informs.</summary>
    public async Task SendAsync(CurrentRun run, RunEnd end, CancellationToken cancellationToken)
    {
        var completed = new RunCompleted(
            run.Provider.Id, run.Id, run.Provider.CompleteFor, end.Difference?.Seen ?? 0, end.Difference?.Unreadable.Count ?? 0, end.Verdict);
        await sending.ExecuteAsync(async token => await sink.SendAsync(completed, token), cancellationToken);
    }

    static ResiliencePipeline Pipeline(IngestOptions options) => options.SendAttempts == 1
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.SendAttempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(250),
            })
            .Build();
}
