using System.Text.Json;
using Besoksnaring.Catalog.Decisions;
using Besoksnaring.Catalog.Listings;
using Besoksnaring.Catalog.Matching;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Catalog.Records;

/// <summary>What the catalogue holds, read for a write.</summary>
static class RecordReader
{
    public sealed record Held(long Sequence, byte[]? Hash, string? ListingId);

    const string HeldSql = """
        select r.provider, r.record_id, r.sequence, r.hash, r.listing_id
        from unnest($1::text[], $2::text[]) k (provider, record_id)
        join catalog.source_record r on r.provider = k.provider and r.record_id = k.record_id
        """;

    /// <returns>The keys that are known: a guess, to save work, for anyone may write them meanwhile.</returns>
    public static Task<Dictionary<RecordKey, Held>> HeldAsync(NpgsqlConnection connection, IReadOnlyList<RecordKey> keys, CancellationToken cancellationToken) =>
        HeldAsync(connection, HeldSql, keys, cancellationToken);

    /// <summary>
    /// Locks the keys, known or not, and the rows of those that are known: who only raises a sequence takes no more than the row.
    /// </summary>
    /// <returns>The keys that are known, and as they stay until the transaction ends.</returns>
    public static async Task<Dictionary<RecordKey, Held>> LockHeldAsync(NpgsqlConnection connection, IReadOnlyList<RecordKey> keys, CancellationToken cancellationToken)
    {
        await LockAsync(connection, keys.Select(key => $"record {key}"), cancellationToken);
        return await HeldAsync(connection, HeldSql + " order by r.provider, r.record_id for no key update of r", keys, cancellationToken);
    }

    static async Task<Dictionary<RecordKey, Held>> HeldAsync(
        NpgsqlConnection connection, string sql, IReadOnlyList<RecordKey> keys, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql, Providers(keys), Ids(keys));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var held = new Dictionary<RecordKey, Held>(keys.Count);
        while (await reader.ReadAsync(cancellationToken))
        {
            held[new RecordKey(reader.GetString(0), reader.GetString(1))] = new Held(
                reader.GetInt64(2), reader.IsDBNull(3) ? null : reader.GetFieldValue<byte[]>(3), reader.IsDBNull(4) ? null : reader.GetString(4));
        }
        return held;
    }

    /// <summary>What the records said until now that ties them to others: their shared ids, and their positions.</summary>
    public static async Task<(List<string> SharedIds, List<PointUse> Points)> TiesAsync(
        NpgsqlConnection connection, IReadOnlyList<RecordKey> keys, CancellationToken cancellationToken)
    {
        const string Sql = """
            select s.value, null, null, null
            from unnest($1::text[], $2::text[]) k (provider, record_id)
            join catalog.shared_id s on s.provider = k.provider and s.record_id = k.record_id
            union all
            select null, r.provider, r.point_key, r.point_name
            from unnest($1::text[], $2::text[]) k (provider, record_id)
            join catalog.source_record r on r.provider = k.provider and r.record_id = k.record_id and r.point_key is not null
            """;
        var (sharedIds, points) = (new List<string>(), new List<PointUse>());
        await using var command = Command(connection, Sql, Providers(keys), Ids(keys));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (!reader.IsDBNull(0))
            {
                sharedIds.Add(reader.GetString(0));
                continue;
            }
            points.Add(new PointUse(reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        }
        return (sharedIds, points);
    }

    /// <returns>The listings that these keys, shared ids or positions lead to.</returns>
    public static async Task<List<string>> ListingsAsync(
        NpgsqlConnection connection, IReadOnlyList<RecordKey> keys, IReadOnlyList<string> sharedIds, IReadOnlyList<PointUse> points,
        CancellationToken cancellationToken)
    {
        const string Sql = """
            select r.listing_id
            from unnest($1::text[], $2::text[]) k (provider, record_id)
            join catalog.source_record r on r.provider = k.provider and r.record_id = k.record_id
            where r.listing_id is not null
            union
            select r.listing_id
            from unnest($3::text[]) i (value)
            join catalog.shared_id s on s.value = i.value
            join catalog.source_record r on r.provider = s.provider and r.record_id = s.record_id
            where r.listing_id is not null
            union
            select r.listing_id
            from unnest($4::text[], $5::text[]) p (provider, point_key)
            join catalog.source_record r on r.provider = p.provider and r.point_key = p.point_key
            where r.listing_id is not null
            """;
        await using var command = Command(
            connection, Sql, Providers(keys), Ids(keys), sharedIds.ToArray(), points.Select(p => p.Provider).ToArray(), points.Select(p => p.Key).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var listings = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            listings.Add(reader.GetString(0));
        }
        return listings;
    }

    /// <returns>How many differently named things stand at each position, without those of <paramref name="except"/>; at most a few are told by name.</returns>
    public static async Task<Dictionary<(string Provider, string Key), HashSet<string>>> PointNamesAsync(
        NpgsqlConnection connection, IReadOnlyList<PointUse> points, IReadOnlyList<RecordKey> except, CancellationToken cancellationToken)
    {
        // Six names are enough to tell whether five remain, whatever a batch adds.
        const string Sql = """
            select p.provider, p.point_key, n.point_name
            from unnest($1::text[], $2::text[]) p (provider, point_key)
            cross join lateral (
                select distinct r.point_name from catalog.source_record r
                where r.provider = p.provider and r.point_key = p.point_key
                    and not exists (select from unnest($3::text[], $4::text[]) x (provider, record_id)
                        where x.provider = r.provider and x.record_id = r.record_id)
                limit 6) n
            """;
        var names = new Dictionary<(string, string), HashSet<string>>();
        await using var command = Command(
            connection, Sql, points.Select(p => p.Provider).ToArray(), points.Select(p => p.Key).ToArray(), Providers(except), Ids(except));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var at = (reader.GetString(0), reader.GetString(1));
            if (!names.TryGetValue(at, out var here))
            {
                names[at] = here = new HashSet<string>(StringComparer.Ordinal);
            }
            here.Add(reader.GetString(2));
        }
        return names;
    }

    /// <returns>Every record of these listings but those of <paramref name="except"/>, cleaned.</returns>
    public static async Task<List<HeldRecord>> RecordsOfAsync(
        NpgsqlConnection connection, IReadOnlyCollection<string> listings, IReadOnlySet<RecordKey> except, CancellationToken cancellationToken)
    {
        const string Sql = """
            select r.provider, r.record_id, r.sequence, r.hash, r.observed_at, r.run_id, r.listing_id, c.content
            from catalog.source_record r
            left join catalog.record_content c on c.provider = r.provider and c.record_id = r.record_id and r.hash is not null
            where r.listing_id = any($1)
            """;
        var records = new List<HeldRecord>();
        await using var command = Command(connection, Sql, (object)listings.ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var key = new RecordKey(reader.GetString(0), reader.GetString(1));
            if (except.Contains(key))
            {
                continue;
            }
            var given = reader.IsDBNull(7) ? null : JsonSerializer.Deserialize<RecordContent>(reader.GetFieldValue<byte[]>(7), ContractsJson.Options);
            var (content, plainText) = given is null ? (null, null) : RecordCleaning.Clean(given);
            records.Add(new HeldRecord(
                key, reader.GetInt64(2), reader.IsDBNull(3) ? null : reader.GetFieldValue<byte[]>(3), reader.GetFieldValue<Instant>(4), reader.GetGuid(5), content, reader.GetString(6))
            {
                PlainText = plainText ?? new Dictionary<string, string>(),
                WasLive = content is not null,
            });
        }
        return records;
    }

    /// <returns>Those listings as they stand, the withdrawn ones included, the replaced ones not.</returns>
    public static async Task<List<StandingListing>> StandingAsync(
        NpgsqlConnection connection, IReadOnlyCollection<string> listings, CancellationToken cancellationToken)
    {
        const string Sql = """
            select id, created_at, updated_at, tombstoned_at, hash, text_hash, when_hash, kind, edition,
                case when edition < $2 and tombstoned_at is null then (
                    select sha256(string_agg(convert_to(b.language, 'UTF8') || sha256(b.list) || sha256(b.detail), ''::bytea order by b.language))
                    from catalog.rendering b where b.listing_id = l.id) end,
                d.version, d.decided_at, d.decisions
            from catalog.listing l left join catalog.decision d on d.listing_id = l.id
            where l.id = any($1) and l.replaced_by is null
            """;
        var standing = new List<StandingListing>();
        await using var command = Command(connection, Sql, listings.ToArray(), PublishedListing.CurrentEdition);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            standing.Add(new StandingListing(
                new KnownListing(reader.GetString(0), reader.GetFieldValue<Instant>(1)),
                reader.GetFieldValue<Instant>(2), !reader.IsDBNull(3), reader.GetFieldValue<byte[]>(4), reader.GetFieldValue<byte[]>(5),
                reader.IsDBNull(6) ? null : reader.GetFieldValue<byte[]>(6), reader.GetString(7),
                reader.GetInt32(8) < PublishedListing.CurrentEdition, reader.IsDBNull(9) ? null : reader.GetFieldValue<byte[]>(9),
                reader.IsDBNull(10) ? null : HeldDecisions.Of(reader.GetGuid(10), reader.GetFieldValue<Instant>(11), DecisionsIn(reader.GetFieldValue<byte[]>(12)))));
        }
        return standing;
    }

    static ListingDecisions DecisionsIn(byte[] json) => JsonSerializer.Deserialize<ListingDecisions>(json, ContractsJson.Options)!;

    /// <summary>Locks listings until the transaction ends, by their rows: there may be thousands, and named locks are few.</summary>
    public static async Task LockListingsAsync(NpgsqlConnection connection, IReadOnlyCollection<string> listings, CancellationToken cancellationToken)
    {
        const string Sql = "select from catalog.listing where id = any($1) order by id for no key update";
        await using var command = Command(connection, Sql, (object)listings.ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Locks names until the transaction ends, in their order: two writers wait for each other, never in a circle.</summary>
    public static async Task LockAsync(NpgsqlConnection connection, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        const string Sql = "select pg_advisory_xact_lock(hashtextextended(name, 7305821)) from unnest($1::text[]) name";
        await using var command = Command(connection, Sql, (object)names.Distinct().Order(StringComparer.Ordinal).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    static string[] Providers(IReadOnlyList<RecordKey> keys) => [.. keys.Select(key => key.Provider)];

    static string[] Ids(IReadOnlyList<RecordKey> keys) => [.. keys.Select(key => key.RecordId)];

    static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
        return command;
    }
}

/// <summary>A listing as it stands before a write.</summary>
/// <param name="WhenHash">Null: written by a version that kept no days.</param>
/// <param name="Decisions">What people decided about it; null: nothing.</param>
/// <param name="BytesHash">Of its renderings as they are stored; only asked for where an earlier version made them.</param>
sealed record StandingListing(KnownListing Known, Instant UpdatedAt, bool IsTombstoned, byte[] Hash, byte[] TextHash, byte[]? WhenHash, string Kind,
    bool IsOfEarlierEdition, byte[]? BytesHash, HeldDecisions? Decisions);
