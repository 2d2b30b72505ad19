using System.Text.Json;
using Besoksnaring.Contracts;
using Besoksnaring.Ingest.Fetching;
using Besoksnaring.Ingest.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Besoksnaring.Ingest.Runs;

/// <summary>The providers and their runs as the database knows them: opened, ended, decided.</summary>
sealed class RunLog(IDbContextFactory<IngestContext> contexts, RunMemory memory, IOptions<IngestOptions> options, IClock clock)
{
    const long EnterLock = 7_305_821_011;

    readonly IngestOptions options = options.Value;

    /// <summary>Enters the registry. A new or changed entry with a schedule is due at once.</summary>
    public async Task EnterAsync(ProviderRegistry registry, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        // Processes that start together would enter the same provider twice.
        await context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({EnterLock})", cancellationToken);
        var states = await context.Providers.ToDictionaryAsync(state => state.Id, cancellationToken);
        foreach (var gone in states.Values.Where(state => registry.Find(state.Id) is null))
        {
            gone.InRegistry = false;
        }
        foreach (var provider in registry.Providers)
        {
            if (!states.TryGetValue(provider.Id, out var state))
            {
                await context.AddAsync(state = ProviderEntry.New(provider.Id), cancellationToken);
            }
            ProviderEntry.Copy(provider, state, clock.GetCurrentInstant());
        }
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<ProviderState> StateAsync(string provider, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Providers.AsNoTracking().SingleAsync(state => state.Id == provider, cancellationToken);
    }

    public async Task<List<string>> DueAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetCurrentInstant();
        return await context.Providers.Where(state => state.InRegistry && state.DueAt <= now).Select(state => state.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Opens a run under its lease; what an earlier process left open is closed.</summary>
    public async Task<Run> OpenAsync(Lease lease, string provider, string work, CancellationToken cancellationToken)
    {
        await lease.EnsureHeldAsync(cancellationToken);
        var now = clock.GetCurrentInstant();
        var sequence = await memory.DrawSequenceAsync(provider, now.ToUnixTimeMilliseconds(), cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Runs.Where(run => run.Provider == provider && run.EndedAt == null).ExecuteUpdateAsync(
            run => run.SetProperty(r => r.EndedAt, now).SetProperty(r => r.Verdict, "failed")
                .SetProperty(r => r.Reason, "its process stopped in the middle; what was confirmed is kept, the next run does the rest"),
            cancellationToken);
        var opened = new Run { Id = Guid.CreateVersion7(), Provider = provider, Work = work, Sequence = sequence, StartedAt = now };
        context.Runs.Add(opened);
        await context.SaveChangesAsync(cancellationToken);
        return opened;
    }

    /// <summary>One transaction: the verdict, what was quarantined or held, and what the next run goes on from.</summary>
    public async Task CloseAsync(Lease lease, Run opened, Provider provider, RunEnd end, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await lease.EnsureHeldAsync((Npgsql.NpgsqlConnection)context.Database.GetDbConnection(), cancellationToken);
        var now = clock.GetCurrentInstant();
        var run = await context.Runs.SingleAsync(r => r.Id == opened.Id, cancellationToken);
        RunEntry.Copy(end, run, now);
        context.Quarantined.AddRange(RunEntry.Quarantined(end, run.Id, options.QuarantineKept));
        await StrikeOffAsync(context, run, end, now, cancellationToken);
        context.HeldTombstones.AddRange(end.HeldTombstones.Select(id => new HeldTombstone { RunId = run.Id, RecordId = id }));
        var state = await context.Providers.SingleAsync(s => s.Id == provider.Id, cancellationToken);
        RunEntry.GoOn(state, provider, end, now, options.RetryFailedAfter);
        await context.SaveChangesAsync(cancellationToken);
        await DropOldAsync(context, provider.Id, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>A record that is seen again is no longer to be tombstoned; a run that judged anew takes an undecided one's place.</summary>
    static async Task StrikeOffAsync(IngestContext context, Run run, RunEnd end, Instant now, CancellationToken cancellationToken)
    {
        var undecided = await context.Runs
            .Where(r => r.Provider == run.Provider && r.Verdict == "held" && r.DecidedAt == null && r.Id != run.Id).ToListAsync(cancellationToken);
        foreach (var held in undecided)
        {
            if (end.Difference is { } difference)
            {
                var seen = difference.SeenIds.ToArray();
                await context.HeldTombstones.Where(h => h.RunId == held.Id && seen.Contains(h.RecordId)).ExecuteDeleteAsync(cancellationToken);
            }
            if (end.Verdict is RunVerdict.Complete or RunVerdict.Held)
            {
                (held.DecidedAt, held.Decision) = (now, "superseded");
            }
        }
    }

    async Task DropOldAsync(IngestContext context, string provider, Instant now, CancellationToken cancellationToken)
    {
        var oldest = now - Duration.FromDays(options.RunDays);
        await context.Runs
            .Where(r => r.Provider == provider && r.StartedAt < oldest && (r.Verdict != "held" || r.DecidedAt != null))
            .ExecuteDeleteAsync(cancellationToken);
    }
}
