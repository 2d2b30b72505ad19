using Besoksnaring.Api.Log;
using Npgsql;

namespace Besoksnaring.Api;

/// <summary>Where the catalogue's log stands: equal positions of one epoch mean equal catalogues.</summary>
sealed class CataloguePosition(ReadDatabase database)
{
    public const string Sql = "select epoch, position from catalog.log_state";

    /// <returns>Epoch and position as one text, to compare.</returns>
    public async Task<string> ReadAsync(CancellationToken cancellationToken) => Text(await ReadStateAsync(cancellationToken));

    public async Task<LogState> ReadStateAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await StateAsync(reader, cancellationToken);
    }

    public static async Task<(LogState State, string Text)> ReadStateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var state = await StateAsync(reader, cancellationToken);
        return (state, Text(state));
    }

    /// <param name="reader">Of <see cref="Sql"/>. No row yet: the catalogue has never been written.</param>
    public static async Task<LogState> StateAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) =>
        await reader.ReadAsync(cancellationToken) ? new(reader.GetGuid(0), reader.GetInt64(1)) : default;

    static string Text(LogState state) => $"{state.Epoch:N}.{state.Position}";
}
