using Besoksnaring.Contracts;
using Besoksnaring.Ingest.Providers;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Snapshots;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Besoksnaring.Ingest.Runs;

/// <summary>
/// A person's decision on a held run, which has changed nothing so far. Released: what its kept answer says anew is sent,
/// and exactly those of its tombstones whose records no later run has seen again. Rejected: nothing is; the records stay,
/// and a later run that still misses them is held again.
/// </summary>
sealed class HeldRuns(
    IngestDatabase database, IDbContextFactory<IngestContext> contexts, RunLog log, RecordSender sender, RunMemory memory, SnapshotStore snapshots,
    IReadOnlyDictionary<string, IProviderFormat> formats, ProviderRegistry registry, IOptions<IngestOptions> options, IClock clock)
{
    /// <returns>What was done, in a sentence.</returns>
    /// <exception cref="InvalidOperationException">It cannot be released; the message says why.</exception>
    public async Task<string> ReleaseAsync(Guid runId, CancellationToken cancellationToken)
    {
        var held = await UndecidedAsync(runId, cancellationToken);
        var provider = registry.Find(held.Provider)
            ?? throw new InvalidOperationException($"Provider {held.Provider} is no longer in the registry.");
        await using var lease = await Lease.TryTakeAsync(database, provider.Id, options.Value.Lease, cancellationToken)
            ?? throw new InvalidOperationException($"{provider.Id} is being run now; try again when that run has ended.");
        // Looked at again under the lease: a run may just have taken its place.
        await UndecidedAsync(runId, cancellationToken);
        var state = await log.StateAsync(provider.Id, cancellationToken);
        var opened = await log.OpenAsync(lease, provider.Id, "release", cancellationToken);
        var current = new CurrentRun(provider, formats[provider.Format], state, lease, opened, progress: null);
        var news = await NewsAsync(held, current, cancellationToken);
        await sender.SendAsync(current, [.. news.Select(Sending.Of)], cancellationToken);
        var tombstones = await StillHeldAsync(runId, held.Provider, cancellationToken);
        await sender.SendAsync(current, [.. tombstones.Select(Sending.Tombstone)], cancellationToken);
        await DecideAsync(runId, "released", cancellationToken);
        await log.CloseAsync(lease, opened, provider, new RunEnd(RunVerdict.Complete, $"released run {runId}; {news.Count} new or changed records were sent") { Tombstoned = tombstones.Count }, cancellationToken);
        var spared = held.WouldTombstone - tombstones.Count;
        return $"{tombstones.Count} records of {provider.Id} were tombstoned{(spared > 0 ? $"; {spared} were seen again since and stay" : "")}{(news.Count > 0 ? $"; {news.Count} new or changed were sent" : "")}.";
    }

    /// <summary>What the held answer says anew, unless a later answer has said something since: then the next run knows better.</summary>
    async Task<IReadOnlyList<Readable>> NewsAsync(Run held, CurrentRun current, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Runs.AnyAsync(run => run.Provider == held.Provider && run.StartedAt > held.StartedAt && run.Verdict == "partial", cancellationToken))
        {
            return [];
        }
        var kept = snapshots.NewestFirst(held.Provider).FirstOrDefault(snapshot => snapshot.Hash == held.SnapshotHash)
            ?? throw new InvalidOperationException($"The answer of run {held.Id} is no longer kept. Run {held.Provider} again and decide on that run.");
        var known = await memory.KnownAsync(held.Provider, cancellationToken);
        var items = current.Format.Read(kept.Snapshot, current.Provider, new ReadContext(kept.AsOf));
        return SnapshotDiff.Between(known, items, Scope.Of(current.Provider, kept.AsOf), current.Provider.TombstoneShare, sendAll: false).Send;
    }

    /// <returns>What was done, in a sentence.</returns>
    /// <exception cref="InvalidOperationException">It is not a held run that waits for a decision.</exception>
    public async Task<string> RejectAsync(Guid runId, CancellationToken cancellationToken)
    {
        var held = await UndecidedAsync(runId, cancellationToken);
        await DecideAsync(runId, "rejected", cancellationToken);
        return $"The {held.WouldTombstone} records of {held.Provider} stay. A later run that still misses them is held again.";
    }

    async Task<Run> UndecidedAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var run = await context.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId, cancellationToken)
            ?? throw new InvalidOperationException($"There is no run {runId}.");
        if (run.Verdict != "held")
        {
            throw new InvalidOperationException($"Run {runId} of {run.Provider} is {run.Verdict ?? "still going on"}, not held.");
        }
        return run.Decision is null ? run : throw new InvalidOperationException($"Run {runId} of {run.Provider} was already {run.Decision}.");
    }

    async Task<List<string>> StillHeldAsync(Guid runId, string provider, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.HeldTombstones.Where(held => held.RunId == runId)
            .Where(held => context.KnownRecords.Any(known => known.Provider == provider && known.RecordId == held.RecordId && known.Hash != null))
            .Select(held => held.RecordId).Order().ToListAsync(cancellationToken);
    }

    async Task DecideAsync(Guid runId, string decision, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetCurrentInstant();
        await context.Runs.Where(run => run.Id == runId && run.DecidedAt == null).ExecuteUpdateAsync(
            run => run.SetProperty(r => r.DecidedAt, now).SetProperty(r => r.Decision, decision), cancellationToken);
    }
}
