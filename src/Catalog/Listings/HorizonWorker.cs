using Besoksnaring.Catalog.Changes;
using Besoksnaring.Catalog.Decisions;
using Besoksnaring.Catalog.Merging;
using Besoksnaring.Catalog.Occurrences;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Vocabularies;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Catalog.Listings;

/// <summary>
/// Carries the horizon of recurring events on as time moves, and makes the log's next monthly partitions. Time passing is
/// no change: nothing of this is in the log, and no listing's bytes move.
/// </summary>
sealed partial class HorizonWorker(CatalogDatabase database, Region region, IClock clock, TimeProvider time, ILogger<HorizonWorker> logger) : BackgroundService
{
    const int ListingsAtATime = 100;
    static readonly TimeSpan Pause = TimeSpan.FromHours(6);

    /// <summary>Moves every listing whose occurrences end before the horizon.</summary>
    /// <returns>How many were moved.</returns>
    public async Task<int> MoveAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync("select catalog.make_change_partitions(3)", cancellationToken);
        var moved = 0;
        for (var now = -1; now != 0; moved += now)
        {
            now = await MoveSomeAsync(cancellationToken);
        }
        return moved;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            try
            {
                var moved = await MoveAsync(stoppingToken);
                Log.Moved(logger, moved);
            }
            catch (NpgsqlException error)
            {
                // The horizon is eighteen months away: the next round is soon enough.
                Log.Failed(logger, error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    async Task<int> MoveSomeAsync(CancellationToken cancellationToken)
    {
        const string Sql = "select id from catalog.listing where expanded_until < $1 order by id limit $2";
        var today = clock.GetCurrentInstant().InUtc().Date;
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var due = new List<string>();
        await using (var command = new NpgsqlCommand(Sql, connection) { Parameters = { new() { Value = OccurrenceExpansion.Horizon(today) }, new() { Value = ListingsAtATime } } })
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                due.Add(reader.GetString(0));
            }
        }
        if (due.Count == 0)
        {
            return 0;
        }
        // A writer may be about to change the same listings: one after the other.
        await RecordReader.LockListingsAsync(connection, due, cancellationToken);
        var records = await RecordReader.RecordsOfAsync(connection, due, new HashSet<Contracts.RecordKey>(), cancellationToken);
        // As they stand behind the lock: one that was closed, withdrawn or merged meanwhile has no dates.
        var standing = (await RecordReader.StandingAsync(connection, due, cancellationToken)).Where(listing => !listing.IsTombstoned).ToDictionary(listing => listing.Known.Id);
        var schedules = due.Select(id =>
        {
            var live = records.Where(record => record.IsLive && record.ListingId == id).ToList();
            return (id, live.Count > 0 && standing.TryGetValue(id, out var listing) ? ScheduleOf(live, listing.Decisions) : null);
        });
        await using var batch = new NpgsqlBatch(connection);
        OccurrenceRows.Add(batch, [.. schedules], today, region.Zone);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("update catalog.listing set expanded_until = $2 where id = any($1) and expanded_until is not null")
        {
            Parameters = { new() { Value = due.ToArray() }, new() { Value = OccurrenceExpansion.Horizon(today) } },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return due.Count;
    }

    /// <summary>Which positions many share decides where something is, and never when.</summary>
    Schedule? ScheduleOf(List<HeldRecord> live, HeldDecisions? decisions) => Merge.Of(live, decisions, _ => false, region).Content.Schedule;

    async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "The horizon of {listings} recurring events moved.")]
        public static partial void Moved(ILogger logger, int listings);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The horizon of recurring events could not be moved; it is tried again later.")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
