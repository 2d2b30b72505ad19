using Besoksnaring.Ingest.Fetching;
using Besoksnaring.Ingest.Providers;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Snapshots;
using Besoksnaring.Vocabularies;
using Npgsql;

namespace Besoksnaring.Ingest.Runs;

/// <summary>What a run would do, and what its mapping misses. Nothing is written: no row, no snapshot, no record.</summary>
/// <param name="Failed">Why nothing could be read, or null.</param>
/// <param name="ComparedTo">What the answer was compared to, in words.</param>
sealed record DryReport(string? Failed, string ComparedTo, Difference? Difference, Notes Notes, IReadOnlyList<ReadItem.Skipped> Skipped, string? File);

sealed class DryRun(
    Fetcher fetcher, RunMemory memory, IReadOnlyDictionary<string, IProviderFormat> formats, Region region)
{
    /// <summary>PostgreSQL that is not there must not make a person wait for a comparison.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<DryReport> RunAsync(Provider provider, CancellationToken cancellationToken)
    {
        var format = formats[provider.Format];
        var (known, lastFile, comparedTo) = await RememberAsync(provider, cancellationToken);
        var outcome = await fetcher.FetchAsync(provider, format, new FetchMemory(null, lastFile), cancellationToken);
        if (outcome is not FetchOutcome.Fetched { Refused: null } fetched)
        {
            return new DryReport(Reason(outcome), comparedTo, null, Notes.None, [], null);
        }
        var items = format.Read(fetched.Snapshot, provider, new ReadContext(fetched.AsOf)).ToList();
        var difference = SnapshotDiff.Between(known, items, Scope.Of(provider, fetched.AsOf), provider.TombstoneShare);
        return new DryReport(difference.NothingReadable, comparedTo, difference, Notes.Of(items, region), [.. items.OfType<ReadItem.Skipped>()], fetched.File);
    }

    async Task<(Dictionary<string, Known> Known, string? LastFile, string ComparedTo)> RememberAsync(Provider provider, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var known = await memory.KnownAsync(provider.Id, patience.Token);
            var lastFile = await memory.LastFileAsync(provider.Id, patience.Token);
            return (known, lastFile, $"{known.Values.Count(record => record.Hash is not null)} records known from earlier runs");
        }
        catch (PostgresException exception)
        {
            return ([], null, $"nothing: the database has no memory of runs yet ({exception.MessageText})");
        }
        catch (NpgsqlException exception)
        {
            return ([], null, $"nothing: the database cannot be reached ({exception.Message})");
        }
        catch (InvalidOperationException exception) when (exception.Message.Contains("ConnectionStrings", StringComparison.Ordinal))
        {
            return ([], null, "nothing: no database is configured");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ([], null, $"nothing: the database did not answer within {Patience.TotalSeconds} s");
        }
    }

    static string Reason(FetchOutcome outcome) => outcome switch
    {
        FetchOutcome.Failed failed => failed.Reason,
        FetchOutcome.Fetched fetched => fetched.Refused!,
        FetchOutcome.NotModified unmodified => unmodified.Reason,
        _ => "",
    };
}
