using Besoksnaring.Catalog.Changes;
using Besoksnaring.Catalog.Listings;
using Besoksnaring.Contracts;
using Besoksnaring.Vocabularies;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Catalog.Records;

/// <summary>The one write path: records in, listings and their changes out, in one transaction for each message.</summary>
sealed partial class CatalogWriter(CatalogDatabase database, Region region, IClock clock, ILogger<CatalogWriter> logger) : IRecordSink
{
    readonly ChangeLog log = new(region.Zone);

    /// <summary>Completes when everything that is news is committed. The same again, or something late, changes nothing.</summary>
    public async Task SendAsync(RecordsObserved records, CancellationToken cancellationToken)
    {
        // A run sends a key once. Should it come twice, the older first, or an unreadable newer one would hide it.
        var rounds = records.Records.GroupBy(record => record.Key)
            .SelectMany(same => same.OrderBy(record => record.Sequence).Select((record, round) => (record, round)))
            .GroupBy(numbered => numbered.round, numbered => numbered.record)
            .OrderBy(round => round.Key);
        foreach (var round in rounds)
        {
            List<RecordObserved> observed = [.. round];
            await Conflicts.AgainAsync(() => WriteAsync(observed, new WriteResults([]), cancellationToken), logger);
        }
    }

    /// <summary>As <see cref="SendAsync(RecordsObserved, CancellationToken)"/>, with preconditions and an answer.</summary>
    /// <param name="puts">Each key once.</param>
    /// <returns>What became of each, in their order; without positions.</returns>
    public async Task<IReadOnlyList<WriteResult>> PutAsync(IReadOnlyList<RecordPut> puts, CancellationToken cancellationToken)
    {
        var results = new WriteResults(puts);
        await Conflicts.AgainAsync(() => WriteAsync([.. puts.Select(put => put.Record)], results, cancellationToken), logger);
        return results.InOrder();
    }

    /// <summary>Writes listings anew that an earlier edition wrote. Told as a change is only what looks different.</summary>
    /// <returns>How many there were; what another writer was faster with is left as it is.</returns>
    public async Task<int> RepublishAsync(IReadOnlyList<string> listings, CancellationToken cancellationToken)
    {
        var count = 0;
        await Conflicts.AgainAsync(async () => count = await WriteAnewAsync(listings, cancellationToken), logger);
        return count;
    }

    async Task<int> WriteAnewAsync(IReadOnlyList<string> listings, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // No lock on names: who changes what stands at a point or who shares an id needs these listings, and waits for them.
        await RecordReader.LockListingsAsync(connection, listings, cancellationToken);
        var standing = (await RecordReader.StandingAsync(connection, listings, cancellationToken))
            .Where(listing => listing is { IsTombstoned: false, IsOfEarlierEdition: true }).ToList();
        var records = await RecordReader.RecordsOfAsync(connection, standing.ConvertAll(listing => listing.Known.Id), new HashSet<RecordKey>(), cancellationToken);
        var shared = await SharedPoints.ReadAsync(connection, [], [], records, [], cancellationToken);
        var now = clock.GetCurrentInstant();
        var plan = WritePlan.Of([], records, standing, shared.Contains, region, now, () => ListingId.New(now));
        if (standing.Count > 0)
        {
            await log.CommitAsync(connection, plan, standing, now, cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        return standing.Count;
    }

    public Task SendAsync(RunCompleted run, CancellationToken cancellationToken)
    {
        Log.RunCompleted(logger, run.Provider, run.RunId, run.Verdict, run.Seen, run.Unreadable);
        return Task.CompletedTask;
    }

    async Task WriteAsync(List<RecordObserved> observed, WriteResults results, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var candidates = await News.WithoutUnchangedAsync(connection, observed, results, cancellationToken);
        if (candidates.Count == 0)
        {
            return;
        }
        // Cleaned before anything is locked: it is the slowest part and needs nobody else.
        var (readable, rejected) = News.Read(candidates);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var keys = candidates.Select(record => record.Key).ToList();
        var held = await RecordReader.LockHeldAsync(connection, keys, cancellationToken);
        bool IsNews(RecordKey key, long sequence) => results.IsWanted(key, sequence, held.GetValueOrDefault(key));
        var news = readable.Where(record => IsNews(record.Key, record.Sequence))
            .Select(record => held.GetValueOrDefault(record.Key) is { } was ? record with { ListingId = was.ListingId, WasLive = was.Hash is not null } : record)
            .ToList();
        await RecordRows.RejectAsync(connection, [.. rejected.Where(record => IsNews(record.Key, record.Sequence))], cancellationToken);
        results.Refused(rejected);
        if (news.Count > 0)
        {
            await PublishAsync(connection, news, cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        foreach (var record in rejected)
        {
            Log.Rejected(logger, record.Key, record.Reason);
        }
    }

    async Task PublishAsync(NpgsqlConnection connection, List<HeldRecord> news, CancellationToken cancellationToken)
    {
        var keys = news.ConvertAll(record => record.Key);
        var (oldIds, oldPoints) = await RecordReader.TiesAsync(connection, keys, cancellationToken);
        var sharedIds = oldIds.Concat(news.SelectMany(record => record.Content?.SharedIds ?? [])).Distinct().ToList();
        var points = oldPoints.Concat(news.Select(record => record.Point).OfType<PointUse>()).Distinct().ToList();
        await RecordReader.LockAsync(connection, sharedIds.Select(id => $"shared {id}").Concat(points.Select(point => point.LockName)), cancellationToken);

        var namesAtPoints = await RecordReader.PointNamesAsync(connection, points, keys, cancellationToken);
        var crossed = SharedPoints.Crossed(namesAtPoints, oldPoints, [.. news.Select(record => record.Point).OfType<PointUse>()]);
        var listings = await LockListingsAsync(connection, keys, sharedIds, crossed, cancellationToken);
        var others = await RecordReader.RecordsOfAsync(connection, listings, keys.ToHashSet(), cancellationToken);
        var standing = await RecordReader.StandingAsync(connection, listings, cancellationToken);
        var shared = await SharedPoints.ReadAsync(connection, namesAtPoints, news, others, keys, cancellationToken);

        var now = clock.GetCurrentInstant();
        var plan = WritePlan.Of(news, others, standing, shared.Contains, region, now, () => ListingId.New(now));
        await log.CommitAsync(connection, plan, standing, now, cancellationToken);
    }

    /// <summary>Until no more listing turns out to be concerned: what another writer merged meanwhile may lead further.</summary>
    static async Task<HashSet<string>> LockListingsAsync(
        NpgsqlConnection connection, List<RecordKey> keys, List<string> sharedIds, IReadOnlyList<PointUse> crossed, CancellationToken cancellationToken)
    {
        var locked = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var concerned = await RecordReader.ListingsAsync(connection, keys, sharedIds, crossed, cancellationToken);
            var missing = concerned.Where(id => !locked.Contains(id)).ToList();
            if (missing.Count == 0)
            {
                return locked;
            }
            await RecordReader.LockListingsAsync(connection, missing, cancellationToken);
            locked.UnionWith(missing);
        }
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{key} cannot be published and is kept apart: {reason}")]
        public static partial void Rejected(ILogger logger, RecordKey key, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "{provider} run {runId} ended as {verdict}: {seen} seen, {unreadable} unreadable.")]
        public static partial void RunCompleted(ILogger logger, string provider, Guid runId, RunVerdict verdict, int seen, int unreadable);
    }
}
