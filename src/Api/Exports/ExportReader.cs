using System.Data;
using Besoksnaring.Api.Feeds;
using Besoksnaring.Api.Filters;
using Besoksnaring.Api.Log;
using Npgsql;

namespace Besoksnaring.Api.Exports;

/// <summary>Reads everything as it was at one position, a row at a time.</summary>
sealed class ExportReader(ReadDatabase database)
{
    /// <summary>Begins with the position: what is read afterwards is of that moment, however long it takes.</summary>
    public async Task<ExportRows> BeginAsync(FeedFilter filter, string language, CancellationToken cancellationToken)
    {
        var connection = await database.Planned.OpenConnectionAsync(cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            var (log, _) = await CataloguePosition.ReadStateAsync(connection, cancellationToken);
            // A caller reads as fast as it can; the time that it may take is not the database's.
            await using var patient = new NpgsqlCommand("set local statement_timeout = 0", connection);
            await patient.ExecuteNonQueryAsync(cancellationToken);
            var command = new NpgsqlCommand { Connection = connection, CommandTimeout = 0 };
            var statement = new Statement(command);
            // By id: as they lie, so that a million are read without sorting and without looking all over the disk.
            command.CommandText = $"""
                select l.position, l.id, l.kind, b.detail
                from catalog.listing_row l
                join catalog.listing_bytes b on b.listing_id = l.id and b.language = {statement.Given(language)}
                where {FeedSql.Live(statement, filter)}
                order by l.id
                """;
            return new ExportRows(connection, transaction, command, log);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}

sealed class ExportRows(NpgsqlConnection connection, NpgsqlTransaction transaction, NpgsqlCommand command, LogState log) : IAsyncDisposable
{
    public LogState Log { get; } = log;

    public Task<NpgsqlDataReader> ReadAsync(CancellationToken cancellationToken) => command.ExecuteReaderAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await command.DisposeAsync();
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
