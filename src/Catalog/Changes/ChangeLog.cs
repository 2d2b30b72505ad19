using System.Text.Json;
using Besoksnaring.Catalog.Listings;
using Besoksnaring.Catalog.Occurrences;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Besoksnaring.Catalog.Changes;

/// <summary>
/// Writes records, listings and their changes in one batch, the positions last: from one counter row that who raises it
/// holds until commit. So positions are contiguous and in the order of commits, and nothing else can give them.
/// </summary>
sealed class ChangeLog(ListingRenderer renderer)
{
    /// <summary>Within the caller's transaction; its commit makes all of it visible at once.</summary>
    public async Task CommitAsync(
        NpgsqlConnection connection, PlannedWrite plan, IReadOnlyList<StandingListing> standing, Instant now, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        AddRecords(batch, plan.News);
        AddMoves(batch, plan.Moved);
        AddListings(batch, plan.Written, standing, now);
        AddProvenance(batch, plan.Touched);
        AddWithdrawals(batch, plan.Withdrawn, now);
        AddChanges(batch, plan.Changes);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Keeps a record of which nothing can be published apart, with its reason.</summary>
    public static async Task RejectAsync(NpgsqlConnection connection, IReadOnlyList<RejectedRecord> rejected, CancellationToken cancellationToken)
    {
        if (rejected.Count == 0)
        {
            return;
        }
        await using var batch = new NpgsqlBatch(connection);
        Add(batch,
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

    static void AddRecords(NpgsqlBatch batch, IReadOnlyList<HeldRecord> news)
    {
        var (providers, ids) = (news.Select(r => r.Key.Provider).ToArray(), news.Select(r => r.Key.RecordId).ToArray());
        Add(batch,
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
            providers, ids, news.Select(r => r.Sequence).ToArray(), Nullable(news.Select(r => r.Hash).ToArray(), NpgsqlDbType.Bytea),
            Nullable(news.Select(r => r.ListingId).ToArray(), NpgsqlDbType.Text), news.Select(r => r.ObservedAt).ToArray(), news.Select(r => r.RunId).ToArray(),
            Nullable(news.Select(r => r.Point?.Key).ToArray(), NpgsqlDbType.Text), Nullable(news.Select(r => r.Point?.Name).ToArray(), NpgsqlDbType.Text),
            // Cleaned words hold no control character, so one can part them: PostgreSQL has no ragged arrays.
            news.Select(r => string.Join('\x1f', r.Content?.UnmappedCategories ?? [])).ToArray());

        var live = news.Where(r => r.IsLive).ToList();
        Add(batch,
            """
            insert into catalog.record_content (provider, record_id, content)
            select provider, record_id, convert_from(content, 'UTF8')::json from unnest($1::text[], $2::text[], $3::bytea[]) n (provider, record_id, content)
            on conflict (provider, record_id) do update set content = excluded.content
            """,
            live.Select(r => r.Key.Provider).ToArray(), live.Select(r => r.Key.RecordId).ToArray(),
            live.Select(r => JsonSerializer.SerializeToUtf8Bytes(r.Given, ContractsJson.Options)).ToArray());
        if (live.Count < news.Count)
        {
            Add(batch,
                "delete from catalog.record_content c using unnest($1::text[], $2::text[]) k (provider, record_id) where c.provider = k.provider and c.record_id = k.record_id",
                news.Where(r => !r.IsLive).Select(r => r.Key.Provider).ToArray(), news.Where(r => !r.IsLive).Select(r => r.Key.RecordId).ToArray());
        }
        Add(batch,
            "delete from catalog.shared_id s using unnest($1::text[], $2::text[]) k (provider, record_id) where s.provider = k.provider and s.record_id = k.record_id",
            providers, ids);
        Add(batch,
            """
            delete from catalog.rejected_record s using unnest($1::text[], $2::text[], $3::bigint[]) k (provider, record_id, sequence)
            where s.provider = k.provider and s.record_id = k.record_id and s.sequence < k.sequence
            """,
            providers, ids, news.Select(r => r.Sequence).ToArray());
        var shared = live.SelectMany(r => r.Content!.SharedIds.Select(value => (r.Key, value))).ToList();
        if (shared.Count > 0)
        {
            Add(batch,
                "insert into catalog.shared_id (value, provider, record_id) select * from unnest($1::text[], $2::text[], $3::text[])",
                shared.Select(s => s.value).ToArray(), shared.Select(s => s.Key.Provider).ToArray(), shared.Select(s => s.Key.RecordId).ToArray());
        }
    }

    static void AddMoves(NpgsqlBatch batch, IReadOnlyList<HeldRecord> moved)
    {
        if (moved.Count > 0)
        {
            Add(batch,
                """
                update catalog.source_record r set listing_id = m.listing_id
                from unnest($1::text[], $2::text[], $3::text[]) m (provider, record_id, listing_id)
                where r.provider = m.provider and r.record_id = m.record_id
                """,
                moved.Select(r => r.Key.Provider).ToArray(), moved.Select(r => r.Key.RecordId).ToArray(), moved.Select(r => r.ListingId!).ToArray());
        }
    }

    void AddListings(NpgsqlBatch batch, IReadOnlyList<PublishedListing> written, IReadOnlyList<StandingListing> standing, Instant now)
    {
        if (written.Count == 0)
        {
            return;
        }
        var today = now.InUtc().Date;
        var ids = written.Select(listing => listing.Id).ToArray();
        Add(batch,
            """
            insert into catalog.listing
                (id, kind, title, created_at, updated_at, municipality, concepts, providers, point, hash, text_hash, expanded_until, provenance)
            select id, kind, title, created_at, updated_at, municipality,
                case when concepts = '' then '{}' else string_to_array(concepts, ' ') end, string_to_array(providers, ' '),
                case when longitude is not null then st_setsrid(st_makepoint(longitude, latitude), 4326)::geography end, hash, text_hash, expanded_until, provenance
            from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::text[], $8::text[],
                    $9::double precision[], $10::double precision[], $11::bytea[], $12::bytea[], $13::date[], $14::bytea[])
                n (id, kind, title, created_at, updated_at, municipality, concepts, providers, longitude, latitude, hash, text_hash, expanded_until, provenance)
            on conflict (id) do update set
                kind = excluded.kind, title = excluded.title, updated_at = excluded.updated_at, tombstoned_at = null, replaced_by = null,
                municipality = excluded.municipality, concepts = excluded.concepts, providers = excluded.providers, point = excluded.point,
                hash = excluded.hash, text_hash = excluded.text_hash, expanded_until = excluded.expanded_until, provenance = excluded.provenance
            """,
            ids, written.Select(WritePlan.KindOf).ToArray(), written.Select(l => l.Merged.Content.Title.ToString()).ToArray(),
            written.Select(l => l.CreatedAt).ToArray(), written.Select(l => l.UpdatedAt).ToArray(),
            Nullable(written.Select(l => l.Merged.Place.Municipality).ToArray(), NpgsqlDbType.Text),
            written.Select(l => string.Join(' ', l.Concepts)).ToArray(), written.Select(l => string.Join(' ', l.Providers)).ToArray(),
            written.Select(l => l.Merged.Place.Point?.Longitude).ToArray(), written.Select(l => l.Merged.Place.Point?.Latitude).ToArray(),
            written.Select(l => l.Hash).ToArray(), written.Select(l => l.TextHash).ToArray(),
            written.Select(l => OccurrenceRows.ExpandedUntil(l.Merged.Content.Schedule, today)).ToArray(),
            written.Select(l => l.Provenance).ToArray());

        var before = standing.Where(listing => !listing.IsTombstoned).ToDictionary(listing => listing.Known.Id, listing => listing.TextHash);
        AddSearch(batch, [.. written.Where(l => !before.TryGetValue(l.Id, out var hash) || !hash.AsSpan().SequenceEqual(l.TextHash))]);

        var renderings = written.SelectMany(l => renderer.Render(l.Id, l.Merged, l.CreatedAt, l.UpdatedAt).Select(r => (l.Id, Rendering: r))).ToList();
        Add(batch,
            """
            insert into catalog.rendering (listing_id, language, list, detail, etag)
            select * from unnest($1::text[], $2::text[], $3::bytea[], $4::bytea[], $5::text[])
            on conflict (listing_id, language) do update set list = excluded.list, detail = excluded.detail, etag = excluded.etag
            """,
            renderings.Select(r => r.Id).ToArray(), renderings.Select(r => r.Rendering.Language).ToArray(),
            renderings.Select(r => r.Rendering.List).ToArray(), renderings.Select(r => r.Rendering.Detail).ToArray(), renderings.Select(r => r.Rendering.ETag).ToArray());
        OccurrenceRows.Add(batch, [.. written.Select(l => (l.Id, l.Merged.Content.Schedule))], today);
    }

    static void AddSearch(NpgsqlBatch batch, IReadOnlyList<PublishedListing> written)
    {
        if (written.Count > 0)
        {
            Add(batch,
                """
                insert into catalog.listing_search (listing_id, search)
                select id, setweight(to_tsvector('swedish', swedish_title) || to_tsvector('simple', title), 'A')
                    || setweight(to_tsvector('swedish', swedish_body) || to_tsvector('simple', body), 'C')
                from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) n (id, swedish_title, title, swedish_body, body)
                on conflict (listing_id) do update set search = excluded.search
                """,
                written.Select(l => l.Id).ToArray(), written.Select(l => l.Search.SwedishTitle).ToArray(), written.Select(l => l.Search.Title).ToArray(),
                written.Select(l => l.Search.SwedishBody).ToArray(), written.Select(l => l.Search.Body).ToArray());
        }
    }

    static void AddProvenance(NpgsqlBatch batch, IReadOnlyList<PublishedListing> touched)
    {
        if (touched.Count > 0)
        {
            Add(batch,
                "update catalog.listing l set provenance = t.provenance from unnest($1::text[], $2::bytea[]) t (id, provenance) where l.id = t.id",
                touched.Select(l => l.Id).ToArray(), touched.Select(l => l.Provenance).ToArray());
        }
    }

    static void AddWithdrawals(NpgsqlBatch batch, IReadOnlyList<(string Id, string? ReplacedBy)> withdrawn, Instant now)
    {
        if (withdrawn.Count == 0)
        {
            return;
        }
        var ids = withdrawn.Select(w => w.Id).ToArray();
        Add(batch,
            """
            update catalog.listing l set tombstoned_at = $3, updated_at = $3, replaced_by = w.replaced_by, expanded_until = null, provenance = null
            from unnest($1::text[], $2::text[]) w (id, replaced_by) where l.id = w.id
            """,
            ids, Nullable(withdrawn.Select(w => w.ReplacedBy).ToArray(), NpgsqlDbType.Text), now);
        var merged = withdrawn.Where(w => w.ReplacedBy is not null).ToList();
        if (merged.Count > 0)
        {
            // What led to one of these leads to its successor from now on: no reader follows a chain.
            Add(batch,
                "update catalog.listing l set replaced_by = w.replaced_by from unnest($1::text[], $2::text[]) w (id, replaced_by) where l.replaced_by = w.id",
                merged.Select(w => w.Id).ToArray(), merged.Select(w => w.ReplacedBy!).ToArray());
        }
        foreach (var table in new[] { "rendering", "occurrence", "listing_search" })
        {
            Add(batch, $"delete from catalog.{table} where listing_id = any($1)", [ids]);
        }
    }

    static void AddChanges(NpgsqlBatch batch, IReadOnlyList<ListingChange> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }
        Add(batch,
            """
            with counted as (
                update catalog.counter set position = position + cardinality($1::text[]) returning position - cardinality($1::text[]) as before),
            numbered as (
                select n.*, c.before + n.ordinal as position
                from counted c, unnest($1::text[], $2::text[], $3::text[]) with ordinality n (listing_id, kind, change, ordinal)),
            placed as (
                insert into catalog.listing_position (listing_id, position) select listing_id, position from numbered
                on conflict (listing_id) do update set position = excluded.position)
            insert into catalog.change (position, listing_id, kind, change) select position, listing_id, kind, change from numbered
            """,
            changes.Select(c => c.ListingId).ToArray(), changes.Select(c => c.Kind).ToArray(), changes.Select(c => c.Change).ToArray());
    }

    static NpgsqlParameter Nullable<T>(T[] values, NpgsqlDbType type) => new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type };

    static void Add(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        }
        batch.BatchCommands.Add(command);
    }
}
