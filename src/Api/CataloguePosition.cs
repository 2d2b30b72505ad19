using Npgsql;

namespace Besoksnaring.Api;

/// <summary>Where the catalogue's log stands: equal positions of one epoch mean equal catalogues.</summary>
sealed class CataloguePosition(ReadDatabase database)
{
    const string Sql = "select epoch, position from catalog.log_state";

    /// <returns>Epoch and position as one text, to compare.</returns>
    public async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(Sql);
        return await ReadAsync(command, cancellationToken);
    }

    public static async Task<string> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        return await ReadAsync(command, cancellationToken);
    }

    static async Task<string> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        // No row yet: the catalogue has never been written.
        return await reader.ReadAsync(cancellationToken) ? $"{reader.GetGuid(0):N}.{reader.GetInt64(1)}" : "0";
    }
}
