using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Facets;
using Besoksnaring.Api.Filters;
using Besoksnaring.Api.Members;
using Besoksnaring.Api.Rights;
using Besoksnaring.Api.Sorting;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Api.Listings;

/// <summary>Reads listings as they were rendered when they were written.</summary>
sealed class ListingReader(ReadDatabase database)
{
    // What is live has bytes: one look into one index for almost every call.
    const string BytesSql = "select etag, detail from catalog.listing_bytes where listing_id = $1 and language = $2";

    // For what is not, and for who has the bytes already.
    const string FindSql = """
        select l.tombstoned_at, l.replaced_by, b.etag, case when b.etag = any($3) then null else b.detail end
        from catalog.listing_row l
        left join catalog.listing_bytes b on b.listing_id = l.id and b.language = $2
        where l.id = $1
        """;

    const string StateSql = "select tombstoned_at, replaced_by from catalog.listing_row where id = $1";

    const string ProvenanceSql = "select provenance from catalog.listing_provenance where listing_id = $1";

    readonly Remembered<long> totals = new();

    /// <param name="have">Entity tags that the caller has: the bytes of such a listing are not fetched.</param>
    /// <returns>Null when there is no such listing and never was.</returns>
    public async Task<FoundListing?> FindAsync(string id, string language, ReaderRights rights, string[] have, CancellationToken cancellationToken)
    {
        if (have.Length == 0 && await FindBytesAsync(id, language, rights, cancellationToken) is { } live)
        {
            return live;
        }
        await using var command = database.Lookups.CreateCommand(FindSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = language });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = have });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }
        return new FoundListing(
            reader.IsDBNull(0) ? null : reader.GetFieldValue<Instant>(0),
            reader.IsDBNull(1) ? null : reader.GetString(1),
            reader.IsDBNull(2) ? null : reader.GetString(2),
            reader.IsDBNull(3) ? null : rights.Shown(reader.GetFieldValue<byte[]>(3)));
    }

    async Task<FoundListing?> FindBytesAsync(string id, string language, ReaderRights rights, CancellationToken cancellationToken)
    {
        await using var command = database.Lookups.CreateCommand(BytesSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = language });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new FoundListing(null, null, reader.GetString(0), rights.Shown(reader.GetFieldValue<byte[]>(1))) : null;
    }

    /// <returns>Whether it is live, without its bytes; null when there is no such listing and never was.</returns>
    public async Task<FoundListing?> FindStateAsync(string id, CancellationToken cancellationToken)
    {
        await using var command = database.Lookups.CreateCommand(StateSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new FoundListing(reader.IsDBNull(0) ? null : reader.GetFieldValue<Instant>(0), reader.IsDBNull(1) ? null : reader.GetString(1), null, null)
            : null;
    }

    /// <returns>A JSON array; empty for what is not live.</returns>
    public async Task<byte[]> FindProvenanceAsync(string id, ReaderRights rights, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(ProvenanceSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        return await command.ExecuteScalarAsync(cancellationToken) is byte[] rows ? rights.ShownProvenance(rows) : "[]"u8.ToArray();
    }

    /// <param name="key">The same for the same filter.</param>
    public Task<long> CountAsync(ListingFilter filter, string position, string key, CancellationToken cancellationToken) =>
        totals.GetAsync(position, key, async () =>
        {
            await using var command = filter.In(database).CreateCommand();
            command.CommandText = $"select count(*) from catalog.listing_row l where {Where(new Statement(command), filter)}";
            return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        });

    public static FacetSql Facets(Statement statement, ListingFilter filter, IEnumerable<string> facets)
    {
        var sql = new FacetSql();
        foreach (var facet in facets)
        {
            sql.Add(facet, filter.Without(facet), rows => $"select l.id, l.kind, l.municipality, l.concepts from catalog.listing_row l where {Where(statement, rows)}");
        }
        return sql;
    }

    /// <summary>Hands over each listing of a page with its id.</summary>
    /// <returns>Where the page ended; null when nothing comes after it.</returns>
    public async Task<ListingCursor?> ReadPageAsync(
        ListingSearch search, MemberChoice choice, string language, ReaderRights rights, int limit, int offset, RowAction use, CancellationToken cancellationToken)
    {
        await using var command = search.Filter.In(database).CreateCommand();
        var statement = new Statement(command);
        var key = SortKey.Of(search.Sort, statement, search.Filter, search.Today, search.Now);
        var after = search.After is { } last ? "and " + key.After(statement, last.Key, $"l.id > {statement.Given(last.Id)}") : "";
        var order = key.Order("sort_key", "id");
        // The page is found first, so that the bytes of what is skipped are never touched.
        command.CommandText = $"""
            select b.listing_id, b.list, page.sort_key{(choice.NeedsWhole ? ", b.detail" : "")}
            from (
                select l.id, {key.Sql} as sort_key from catalog.listing_row l where {Where(statement, search.Filter)} {after}
                order by {order} limit {statement.Given(limit + 1)} offset {statement.Given(offset)}
            ) page
            join catalog.listing_bytes b on b.listing_id = page.id and b.language = {statement.Given(language)}
            order by {order}
            """;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        ListingCursor? place = null;
        for (var row = 0; await reader.ReadAsync(cancellationToken); row++)
        {
            if (row == limit)
            {
                return place;
            }
            var id = reader.GetString(0);
            var whole = choice.NeedsWhole ? rights.Shown(reader.GetFieldValue<byte[]>(3)) : [];
            reader.Lend(1, bytes => use(id, choice.IsAll ? rights.Shown(bytes) : choice.Cut(rights.Shown(bytes), whole)));
            if (row == limit - 1)
            {
                place = new ListingCursor(search.Sort, SortKey.Read(search.Sort, reader, 2), id, search.Now);
            }
        }
        return null;
    }

    static string Where(Statement statement, ListingFilter filter) =>
        string.Join(" and ", filter.OfBoth(statement, "l", "l.id").Concat(filter.OfListing(statement)).Prepend("l.tombstoned_at is null"));

    public delegate void RowAction(string id, ReadOnlySpan<byte> json);
}

/// <param name="ReplacedBy">Id of the listing that it was merged into.</param>
/// <param name="Tag">Entity tag of its bytes, unquoted; null for what is withdrawn.</param>
/// <param name="Json">Null for what is withdrawn, and when the caller has these bytes already.</param>
sealed record FoundListing(Instant? TombstonedAt, string? ReplacedBy, string? Tag, byte[]? Json);
