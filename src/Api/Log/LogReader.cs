using NodaTime;
using Npgsql;

namespace Besoksnaring.Api.Log;

/// <summary>Reads the log itself: every change, none skipped.</summary>
sealed class LogReader(ReadDatabase database)
{
    const string Sql = "select position, listing_id, kind, change, committed_at from catalog.change_row where position > $1 order by position limit $2";

    public async Task<LogPage> ReadAsync(long after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var page = new NpgsqlBatchCommand(Sql) { Parameters = { new NpgsqlParameter<long> { TypedValue = after }, new NpgsqlParameter<int> { TypedValue = limit } } };
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(CataloguePosition.Sql), page } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var log = await CataloguePosition.StateAsync(reader, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var entries = new List<LogEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            entries.Add(new(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<Instant>(4)));
        }
        // Positions have no gaps: when the first is not the next one, what was between is gone.
        var isExpired = entries.Count > 0 ? entries[0].Position != after + 1 : after < log.Position;
        return isExpired ? new(log, [], true) : new(log, entries, false);
    }
}
