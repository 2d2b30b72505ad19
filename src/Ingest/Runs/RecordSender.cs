using Besoksnaring.Contracts;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace Besoksnaring.Ingest.Runs;

/// <summary>Hands records over, at most fifty at a time, and remembers each batch once the sink has confirmed it.</summary>
sealed partial class RecordSender(IRecordSink sink, RunMemory memory, IOptions<IngestOptions> options, ILogger<RecordSender> logger)
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

    /// <summary>Tells how the run ended, once that is recorded. It only informs: a message that does not get through changes nothing.</summary>
    public async Task TellAsync(CurrentRun run, RunEnd end, CancellationToken cancellationToken)
    {
        var completed = new RunCompleted(
            run.Provider.Id, run.Id, run.Provider.CompleteFor, end.Difference?.Seen ?? 0, end.Difference?.Unreadable.Count ?? 0, end.Verdict);
        try
        {
            await sink.SendAsync(completed, cancellationToken);
        }
        catch (Exception exception)
        {
            Log.NotTold(logger, run.Provider.Id, run.Id, exception);
        }
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

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The catalogue was not told how run {Run} of {Provider} ended; its records are not concerned.")]
        public static partial void NotTold(ILogger logger, string provider, Guid run, Exception exception);
    }
}
