using System.Data;
using System.Globalization;
using Besoksnaring.Api.Filters;
using Npgsql;

namespace Besoksnaring.Api.Feeds;

sealed class ChecksumReader(ReadDatabase database)
{
    /// <summary>So few are named one by one: nobody need halve further.</summary>
    public const int Named = 100;

    /// <param name="from">Ids from there on; null: from the first.</param>
    /// <param name="before">Ids before this one; null: to the last.</param>
    public async Task<FeedChecksum> ReadAsync(FeedFilter filter, string? from, string? before, CancellationToken cancellationToken)
    {
        await using var connection = await database.Planned.OpenConnectionAsync(cancellationToken);
        // The position and the sums of one moment.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var (log, _) = await CataloguePosition.ReadStateAsync(connection, cancellationToken);
        var groups = await GroupsAsync(connection, filter, from, before, cancellationToken);
        var count = groups.Sum(group => group.Count);
        var items = count <= Named ? await ItemsAsync(connection, filter, from, before, cancellationToken) : null;
        return new(log.Epoch.ToString("N"), log.Position, count, Hex(groups.Aggregate(0L, (sum, group) => sum ^ group.Hash)),
            [.. groups.Select(group => new ChecksumGroup(group.Kind, group.Municipality, group.Count, Hex(group.Hash)))], items);
    }

    static async Task<List<(string Kind, string? Municipality, long Count, long Hash)>> GroupsAsync(
        NpgsqlConnection connection, FeedFilter filter, string? from, string? before, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand { Connection = connection };
        command.CommandText = $"""
            select l.kind, l.municipality, count(*),
                bit_xor(('x' || encode(substring(sha256(convert_to(l.id || ':' || l.position, 'UTF8')) from 1 for 8), 'hex'))::bit(64)::bigint)
            from catalog.listing_row l where {Where(new Statement(command), filter, from, before)}
            group by l.kind, l.municipality order by l.kind, l.municipality
            """;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var groups = new List<(string, string?, long, long)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            groups.Add((reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3)));
        }
        return groups;
    }

    static async Task<List<ChecksumItem>> ItemsAsync(NpgsqlConnection connection, FeedFilter filter, string? from, string? before, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand { Connection = connection };
        command.CommandText = $"select l.id, l.position from catalog.listing_row l where {Where(new Statement(command), filter, from, before)} order by l.id";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var items = new List<ChecksumItem>();
        while (await reader.ReadAsync(cancellationToken))
        {
            items.Add(new(reader.GetString(0), reader.GetInt64(1)));
        }
        return items;
    }

    static string Where(Statement statement, FeedFilter filter, string? from, string? before) =>
        FeedSql.Live(statement, filter) + (from is null ? "" : $" and l.id >= {statement.Given(from)}") + (before is null ? "" : $" and l.id < {statement.Given(before)}");

    static string Hex(long hash) => hash.ToString("x16", CultureInfo.InvariantCulture);
}
