using System.Text.Json;
using Besoksnaring.Catalog.Records;
using Npgsql;

namespace Besoksnaring.Catalog.Listings;

/// <summary>
/// Carries an existing catalogue along with an upgrade: what an earlier version wrote is written anew, some listings at a
/// time, while everything else goes on. Only what looks different to a reader is told as a change.
/// </summary>
sealed partial class EditionWorker(CatalogDatabase database, CatalogWriter writer, TimeProvider time, ILogger<EditionWorker> logger) : BackgroundService
{
    const int ListingsAtATime = 50;

    /// <summary>During an upgrade an older process may still be writing: what it wrote is found the next time.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    static readonly TimeSpan PauseAfterFault = TimeSpan.FromMinutes(1);

    /// <returns>How many were written anew.</returns>
    public async Task<int> CarryAlongAsync(CancellationToken cancellationToken)
    {
        var (done, unreadable, last) = (0, 0, "");
        while (await OlderAsync(last, cancellationToken) is { Count: > 0 } older)
        {
            try
            {
                done += await writer.RepublishAsync(older, cancellationToken);
            }
            catch (Exception error) when (CannotBeRead(error))
            {
                var (now, not) = await OneByOneAsync(older, cancellationToken);
                done += now;
                unreadable += not;
            }
            last = older[^1];
        }
        if (done + unreadable > 0)
        {
            Log.Done(logger, done, unreadable);
        }
        return done;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var pause = Pause;
            try
            {
                await CarryAlongAsync(stoppingToken);
            }
            catch (NpgsqlException error)
            {
                Log.Failed(logger, error);
                pause = PauseAfterFault;
            }
            await Task.Delay(pause, time, stoppingToken);
        }
    }

    async Task<List<string>> OlderAsync(string after, CancellationToken cancellationToken)
    {
        const string Sql = "select id from catalog.listing where edition < $1 and tombstoned_at is null and id > $2 order by id limit $3";
        await using var command = database.Source.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = PublishedListing.CurrentEdition });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = ListingsAtATime });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var older = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            older.Add(reader.GetString(0));
        }
        return older;
    }

    async Task<(int Done, int Unreadable)> OneByOneAsync(IReadOnlyList<string> listings, CancellationToken cancellationToken)
    {
        var (done, unreadable) = (0, 0);
        foreach (var listing in listings)
        {
            try
            {
                done += await writer.RepublishAsync([listing], cancellationToken);
            }
            catch (Exception error) when (CannotBeRead(error))
            {
                unreadable++;
                Log.Unreadable(logger, listing, error);
            }
        }
        return (done, unreadable);
    }

    /// <summary>What an earlier version took and this one does not: it stays as it is.</summary>
    static bool CannotBeRead(Exception error) => error is RecordRejectedException or JsonException;

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{listings} listings of an earlier version were written anew; {unreadable} could not be read.")]
        public static partial void Done(ILogger logger, int listings, int unreadable);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Listing {listing} was written by an earlier version and cannot be read by this one; it stays as it is.")]
        public static partial void Unreadable(ILogger logger, string listing, Exception error);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Listings of an earlier version could not be written anew; it is tried again later.")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
