using System.Diagnostics;
using Besoksnaring.Contracts;
using Besoksnaring.Ingest.Fetching;
using Besoksnaring.Ingest.Providers;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Snapshots;
using Besoksnaring.Vocabularies;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Besoksnaring.Ingest.Runs;

/// <summary>What a run is to do.</summary>
enum RunWork
{
    /// <summary>Fetch, and send what is new, changed or vanished.</summary>
    Run,

    /// <summary>The same from the last snapshot, without fetching: for a new mapping.</summary>
    Replay,

    /// <summary>Send everything again, from the kept snapshots: for a catalogue that was restored.</summary>
    Resend,
}

/// <summary>
/// One reading of one provider, top to bottom: fetch, snapshot, read, diff, send, remember, verdict. A crash anywhere is
/// repaired by the next run, which repeats what was not confirmed; twice is harmless.
/// </summary>
sealed partial class ProviderRun(
    IngestDatabase database, RunLog log, RunMemory memory, Fetcher fetcher, SnapshotStore snapshots, RecordSender sender,
    IReadOnlyDictionary<string, IProviderFormat> formats, ReadingRoom room, Region region, IOptions<IngestOptions> options, IClock clock, ILogger<ProviderRun> logger)
{
    /// <returns>The ended run, or null when there was nothing to do: another process runs this provider, or it is no longer due.</returns>
    public async Task<Run?> RunAsync(
        Provider provider, RunWork work, CancellationToken cancellationToken, bool onlyIfDue = false, IProgress<RunProgress>? progress = null)
    {
        await using var lease = await Lease.TryTakeAsync(database, provider.Id, options.Value.Lease, cancellationToken);
        if (lease is null)
        {
            Log.RunsElsewhere(logger, provider.Id);
            return null;
        }
        var state = await log.StateAsync(provider.Id, cancellationToken);
        if (onlyIfDue && !(state.DueAt <= clock.GetCurrentInstant()))
        {
            return null;
        }
        var watch = Stopwatch.StartNew();
        var run = await log.OpenAsync(lease, provider.Id, Word(work), cancellationToken);
        var current = new CurrentRun(provider, formats[provider.Format], state, lease, run, progress);
        using var alive = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Lost);
        var end = await EndOfAsync(current, work, alive.Token);
        await log.CloseAsync(lease, run, provider, end, CancellationToken.None);
        RunEntry.Copy(end, run, clock.GetCurrentInstant());
        Tell(run, watch.Elapsed);
        await sender.TellAsync(current, end, cancellationToken);
        progress?.Report(new RunProgress(provider.Id, run.Verdict!, run.Seen, run.Seen));
        return run;
    }

    /// <summary>The boundary: whatever goes wrong in a run is its verdict, and no other provider's.</summary>
    async Task<RunEnd> EndOfAsync(CurrentRun run, RunWork work, CancellationToken cancellationToken)
    {
        try
        {
            return work switch
            {
                RunWork.Run => await RunAsync(run, cancellationToken),
                RunWork.Replay => await ReplayAsync(run, cancellationToken),
                _ => await ResendAsync(run, cancellationToken),
            };
        }
        catch (OperationCanceledException) when (run.Lease.Lost.IsCancellationRequested)
        {
            throw new LeaseLostException(run.Provider.Id);
        }
        catch (OperationCanceledException)
        {
            return RunEnd.Failed("it was stopped in the middle; what was confirmed is kept, the next run does the rest") with { Fetched = work == RunWork.Run };
        }
        catch (Exception exception) when (exception is not LeaseLostException)
        {
            Log.Faulted(logger, run.Provider.Id, exception);
            return RunEnd.Failed($"{exception.GetType().Name}: {exception.Message}") with { Fetched = work == RunWork.Run };
        }
    }

    async Task<RunEnd> RunAsync(CurrentRun run, CancellationToken cancellationToken)
    {
        run.Tell("fetching");
        switch (await fetcher.FetchAsync(run.Provider, run.Format, run.Remembered(), cancellationToken))
        {
            case FetchOutcome.NotModified unmodified:
                return RunEnd.Unchanged(unmodified.Reason) with { Fetched = true };
            case FetchOutcome.Failed failed:
                return RunEnd.Failed(failed.Reason) with { Fetched = true, NotBefore = failed.NotBefore };
            case FetchOutcome.Fetched { Refused: { } reason } passedBy:
                return RunEnd.Failed(reason) with { Fetched = true, File = passedBy.File };
            case FetchOutcome.Fetched fetched:
                return await TakeAsync(run, fetched, cancellationToken);
            default:
                throw new UnreachableException();
        }
    }

    async Task<RunEnd> TakeAsync(CurrentRun run, FetchOutcome.Fetched fetched, CancellationToken cancellationToken)
    {
        var kept = new KeptSnapshot(fetched.Snapshot, fetched.AsOf, SnapshotStore.HashOf(fetched.Snapshot));
        var end = RunEnd.Unchanged("byte for byte the last answer");
        if (!run.IsLast(kept.Hash))
        {
            snapshots.Keep(run.Provider.Id, run.Id, kept);
            end = await ReadAndSendAsync(run, kept, sendAll: false, cancellationToken);
        }
        return end with
        {
            Fetched = true,
            Validators = fetched.Validators,
            File = fetched.File,
            SnapshotHash = kept.Hash,
            Bytes = fetched.Snapshot.Documents.Sum(document => (long)document.Bytes.Length),
        };
    }

    async Task<RunEnd> ReplayAsync(CurrentRun run, CancellationToken cancellationToken) =>
        snapshots.NewestFirst(run.Provider.Id).FirstOrDefault() is { } kept
            ? await ReadAndSendAsync(run, kept, sendAll: false, cancellationToken) with { SnapshotHash = kept.Hash }
            : RunEnd.Failed("there is no snapshot to replay; run the provider first");

    async Task<RunEnd> ResendAsync(CurrentRun run, CancellationToken cancellationToken)
    {
        var kept = snapshots.NewestFirst(run.Provider.Id).FirstOrDefault();
        if (kept is null)
        {
            return RunEnd.Failed("there is no snapshot to send again; run the provider first");
        }
        var end = await ReadAndSendAsync(run, kept, sendAll: true, cancellationToken) with { SnapshotHash = kept.Hash };
        return end.Verdict == RunVerdict.Failed ? end : end with { Reason = await ResendOlderAsync(run, end, cancellationToken) ?? end.Reason };
    }

    async Task<RunEnd> ReadAndSendAsync(CurrentRun run, KeptSnapshot kept, bool sendAll, CancellationToken cancellationToken)
    {
        using var seat = await room.EnterAsync(cancellationToken);
        run.Tell("reading");
        var known = await memory.KnownAsync(run.Provider.Id, cancellationToken);
        var items = run.Format.Read(kept.Snapshot, run.Provider, new ReadContext(kept.AsOf)).ToList();
        var difference = SnapshotDiff.Between(known, items, Scope.Of(run.Provider, kept.AsOf), run.Provider.TombstoneShare, sendAll);
        var end = new RunEnd(RunVerdict.Complete, null) { Difference = difference, Notes = Notes.Of(items, region) };
        if (difference.NothingReadable is { } reason)
        {
            return end with { Verdict = RunVerdict.Failed, Reason = reason };
        }
        end = difference switch
        {
            { NotWhole: { } missing } => end with { Verdict = RunVerdict.Partial, Reason = missing },
            // A resend is a person's word already: what is known goes out again, only the tombstones wait.
            { Held: { } why } => end with { Verdict = RunVerdict.Held, Reason = WhatWaits(why, sendAll ? 0 : difference.Send.Count), HeldTombstones = difference.Vanished },
            _ => end with { Tombstoned = difference.Vanished.Count },
        };
        if (end.Verdict != RunVerdict.Held || sendAll)
        {
            await sender.SendAsync(run, [.. difference.Send.Select(Sending.Of)], cancellationToken);
        }
        if (end.Verdict == RunVerdict.Complete)
        {
            await sender.SendAsync(run, [.. difference.Vanished.Select(Sending.Tombstone)], cancellationToken);
        }
        return end;
    }

    static string WhatWaits(string why, int news) => news == 0 ? why : $"{why}; {news} new or changed records wait with them";

    /// <summary>
    /// What only older snapshots hold (a past that a window or a sliding feed no longer lists), and every tombstone.
    /// </summary>
    /// <returns>How many known records are in no kept snapshot, in words, or null.</returns>
    async Task<string?> ResendOlderAsync(CurrentRun run, RunEnd end, CancellationToken cancellationToken)
    {
        var known = await memory.KnownAsync(run.Provider.Id, cancellationToken);
        await sender.SendAsync(run, [.. known.Where(pair => pair.Value.Hash is null).Select(pair => Sending.Tombstone(pair.Key))], cancellationToken);
        var missing = known.Where(pair => pair.Value.Hash is not null).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        missing.ExceptWith(end.Difference!.Send.Select(record => record.RecordId));
        foreach (var kept in snapshots.NewestFirst(run.Provider.Id).Skip(1).TakeWhile(_ => missing.Count > 0))
        {
            var items = run.Format.Read(kept.Snapshot, run.Provider, new ReadContext(kept.AsOf))
                .OfType<ReadItem.Record>().Where(record => missing.Contains(record.RecordId));
            var older = SnapshotDiff.Between(known, items, new Scope(RunScope.Nothing, null, null), run.Provider.TombstoneShare, sendAll: true);
            await sender.SendAsync(run, [.. older.Send.Select(Sending.Of)], cancellationToken);
            missing.ExceptWith(older.Send.Select(record => record.RecordId));
        }
        return missing.Count == 0 ? null : $"{missing.Count} known records are in no kept snapshot and could not be sent again";
    }

    void Tell(Run run, TimeSpan elapsed)
    {
        var level = run.Verdict is "failed" or "held" or "partial" ? LogLevel.Warning : LogLevel.Information;
        Log.Ended(logger, level, run.Provider, run.Verdict!, elapsed.TotalSeconds, run.Seen, run.New, run.Changed, run.Tombstoned,
            run.WouldTombstone, run.Unreadable, run.Reason ?? "nothing to remark", run.Id);
    }

    static string Word(RunWork work) => work switch { RunWork.Run => "run", RunWork.Replay => "replay", _ => "resend" };

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "{Provider} is being run by another process.")]
        public static partial void RunsElsewhere(ILogger logger, string provider);

        [LoggerMessage(2, LogLevel.Error, "The run of {Provider} ended in a fault.")]
        public static partial void Faulted(ILogger logger, string provider, Exception exception);

        [LoggerMessage(EventId = 3, Message = "{Provider}: {Verdict} after {Seconds:0.0} s; {Seen} seen, {New} new, {Changed} changed, {Tombstoned} tombstoned, {Held} held back, {Unreadable} unreadable ({Reason}; run {Run})")]
        public static partial void Ended(
            ILogger logger, LogLevel level, string provider, string verdict, double seconds, int seen, int @new, int changed, int tombstoned,
            int held, int unreadable, string reason, Guid run);
    }
}
