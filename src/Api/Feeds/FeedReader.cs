using Besoksnaring.Api.Filters;
using Besoksnaring.Api.Rights;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Api.Feeds;

/// <summary>
/// Reads listings in the order of their latest positions: every listing once, each where it changed last. Positions are given in the order
/// of commits, so whoever reads on from the last one misses nothing.
/// </summary>
sealed class FeedReader(ReadDatabase database)
{
    /// <param name="language">Of the data; null: no data.</param>
    public async Task<FeedPage> ReadAsync(FeedFilter filter, long after, int limit, string? language, ReaderRights rights, CancellationToken cancellationToken)
    {
        // Planned anew: how far along the log a filter must be read is not the same twice.
        await using var connection = await database.Planned.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(CataloguePosition.Sql), Items(filter, after, limit, language) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var log = await CataloguePosition.StateAsync(reader, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var items = new List<FeedItem>();
        while (await reader.ReadAsync(cancellationToken))
        {
            items.Add(new(reader.GetString(1), reader.GetString(2), reader.GetInt64(0), !reader.GetBoolean(3),
                reader.GetFieldValue<Instant>(4), reader.IsDBNull(5) ? null : rights.Shown(reader.GetFieldValue<byte[]>(5))));
        }
        return new(log, items, items.Count == limit);
    }

    static NpgsqlBatchCommand Items(FeedFilter filter, long after, int limit, string? language)
    {
        var command = new NpgsqlBatchCommand();
        var statement = new Statement(command.Parameters);
        var page = Positions(statement, filter.Kinds, statement.Given(after), statement.Given(limit));
        var matches = FeedSql.Matches(statement, filter.Listings);
        // The page is found first: of what is not on it nothing else is looked at.
        command.CommandText = $"""
            select item.position, item.listing_id, item.kind, item.matches, item.updated_at, {(language is null ? "null::bytea" : "b.detail")}
            from (
                select page.position, page.listing_id, page.kind, page.is_left is false and {matches} as matches, l.updated_at
                from ({page}) page
                join catalog.listing_row l on l.id = page.listing_id
            ) item
            {(language is null ? "" : $"left join catalog.listing_bytes b on b.listing_id = item.listing_id and b.language = {statement.Given(language)} and item.matches")}
            order by item.position
            """;
        return command;
    }

    static string Positions(Statement statement, IReadOnlyList<string> kinds, string after, string limit)
    {
        var end = $"order by position limit {limit}";
        if (kinds.Count == 0)
        {
            return $"select position, listing_id, kind, false as is_left from catalog.feed_position where position > {after} {end}";
        }
        // One kind is one stretch of an index; of several, the log is read along.
        var isOne = kinds.Count == 1;
        var given = isOne ? statement.Given(kinds[0]) : statement.Given(kinds.ToArray());
        string Of(string column) => isOne ? $"{column} = {given}" : $"{column} = any({given})";
        // What went from one of these kinds to another of them is there once; what left two, where it left the last.
        return $"""
            (select position, listing_id, kind, false as is_left from catalog.feed_position where {Of("kind")} and position > {after} {end})
            union all
            (select position, listing_id, kind, true from catalog.feed_left f where {Of("kind")} and position > {after}
                and not exists (select from catalog.feed_position p where p.listing_id = f.listing_id and {Of("p.kind")})
                and not exists (select from catalog.feed_left o where o.listing_id = f.listing_id and {Of("o.kind")} and o.position > f.position)
                {end})
            {end}
            """;
    }
}
