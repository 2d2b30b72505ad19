using System.Text.Json;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace Besoksnaring.Catalog.Changes;

/// <summary>What a write puts into the tables of records.</summary>
static class RecordRows
{
    /// <summary>Keeps a record of which nothing can be published apart, with its reason.</summary>
    public static async Task RejectAsync(NpgsqlConnection connection, IReadOnlyList<RejectedRecord> rejected, CancellationToken cancellationToken)
    {
        if (rejected.Count == 0)
        {
            return;
        }
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(
            """
            insert into catalog.rejected_record as r (provider, record_id, sequence, reason)
            select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[])
            on conflict (provider, record_id) do update set sequence = excluded.sequence, reason = excluded.reason, rejected_at = now()
            where r.sequence < excluded.sequence
            """,
            rejected.Select(r => r.Key.Provider).ToArray(), rejected.Select(r => r.Key.RecordId).ToArray(),
            rejected.Select(r => r.Sequence).ToArray(), rejected.Select(r => r.Reason).ToArray());
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public static void Add(NpgsqlBatch batch, IReadOnlyList<HeldRecord> news)
    {
        if (news.Count == 0)
        {
            return;
        }
        var (providers, ids) = (news.Select(r => r.Key.Provider).ToArray(), news.Select(r => r.Key.RecordId).ToArray());
        batch.Add(
            """
            insert into catalog.source_record as r
                (provider, record_id, sequence, hash, listing_id, observed_at, run_id, point_key, point_name, unmapped)
            select provider, record_id, sequence, hash, listing_id, observed_at, run_id, point_key, point_name,
                case when unmapped = '' then null else string_to_array(unmapped, E'\x1f') end
            from unnest($1::text[], $2::text[], $3::bigint[], $4::bytea[], $5::text[], $6::timestamptz[], $7::uuid[], $8::text[], $9::text[], $10::text[])
                n (provider, record_id, sequence, hash, listing_id, observed_at, run_id, point_key, point_name, unmapped)
            on conflict (provider, record_id) do update set
                sequence = excluded.sequence, hash = excluded.hash, listing_id = excluded.listing_id, observed_at = excluded.observed_at,
                run_id = excluded.run_id, point_key = excluded.point_key, point_name = excluded.point_name, unmapped = excluded.unmapped
            where r.sequence < excluded.sequence
            """,
            providers, ids, news.Select(r => r.Sequence).ToArray(), BatchSql.Nullable(news.Select(r => r.Hash).ToArray(), NpgsqlDbType.Bytea),
            BatchSql.Nullable(news.Select(r => r.ListingId).ToArray(), NpgsqlDbType.Text), news.Select(r => r.ObservedAt).ToArray(), news.Select(r => r.RunId).ToArray(),
            BatchSql.Nullable(news.Select(r => r.Point?.Key).ToArray(), NpgsqlDbType.Text), BatchSql.Nullable(news.Select(r => r.Point?.Name).ToArray(), NpgsqlDbType.Text),
            // Cleaned words hold no control character, so one can part them: PostgreSQL has no ragged arrays.
            news.Select(r => string.Join('\x1f', r.Content?.UnmappedCategories ?? [])).ToArray());

        var live = news.Where(r => r.IsLive).ToList();
        batch.Add(
            """
            insert into catalog.record_content (provider, record_id, content)
            select provider, record_id, convert_from(content, 'UTF8')::json from unnest($1::text[], $2::text[], $3::bytea[]) n (provider, record_id, content)
            on conflict (provider, record_id) do update set content = excluded.content
            """,
            live.Select(r => r.Key.Provider).ToArray(), live.Select(r => r.Key.RecordId).ToArray(),
            live.Select(r => JsonSerializer.SerializeToUtf8Bytes(r.Given, ContractsJson.Options)).ToArray());
        if (live.Count < news.Count)
        {
            batch.Add(
                "delete from catalog.record_content c using unnest($1::text[], $2::text[]) k (provider, record_id) where c.provider = k.provider and c.record_id = k.record_id",
                news.Where(r => !r.IsLive).Select(r => r.Key.Provider).ToArray(), news.Where(r => !r.IsLive).Select(r => r.Key.RecordId).ToArray());
        }
        batch.Add(
            "delete from catalog.shared_id s using unnest($1::text[], $2::text[]) k (provider, record_id) where s.provider = k.provider and s.record_id = k.record_id",
            providers, ids);
        batch.Add(
            """
            delete from catalog.rejected_record s using unnest($1::text[], $2::text[], $3::bigint[]) k (provider, record_id, sequence)
            where s.provider = k.provider and s.record_id = k.record_id and s.sequence < k.sequence
            """,
            providers, ids, news.Select(r => r.Sequence).ToArray());
        var shared = live.SelectMany(r => r.Content!.SharedIds.Select(value => (r.Key, value))).ToList();
        if (shared.Count > 0)
        {
            batch.Add(
                "insert into catalog.shared_id (value, provider, record_id) select * from unnest($1::text[], $2::text[], $3::text[])",
                shared.Select(s => s.value).ToArray(), shared.Select(s => s.Key.Provider).ToArray(), shared.Select(s => s.Key.RecordId).ToArray());
        }
    }

    public static void Move(NpgsqlBatch batch, IReadOnlyList<HeldRecord> moved)
    {
        if (moved.Count > 0)
        {
            batch.Add(
                """
                update catalog.source_record r set listing_id = m.listing_id
                from unnest($1::text[], $2::text[], $3::text[]) m (provider, record_id, listing_id)
                where r.provider = m.provider and r.record_id = m.record_id
                """,
                moved.Select(r => r.Key.Provider).ToArray(), moved.Select(r => r.Key.RecordId).ToArray(), moved.Select(r => r.ListingId!).ToArray());
        }
    }
}
