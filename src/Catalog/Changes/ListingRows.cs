using Besoksnaring.Catalog.Listings;
using Besoksnaring.Catalog.Records;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Besoksnaring.Catalog.Changes;

/// <summary>What a write puts into the tables of listings, their renderings and their search texts.</summary>
static class ListingRows
{
    public static void Add(NpgsqlBatch batch, IReadOnlyList<PublishedListing> written, IReadOnlyList<StandingListing> standing,
        Instant now, DateTimeZone region)
    {
        if (written.Count == 0)
        {
            return;
        }
        var today = now.InUtc().Date;
        var ids = written.Select(listing => listing.Id).ToArray();
        batch.Add(
            """
            insert into catalog.listing as l
                (id, kind, title, created_at, updated_at, municipality, concepts, providers, point, hash, text_hash, expanded_until, provenance,
                is_free, audience, accessibility, languages, licences, is_precise, when_hash, edition)
            select id, kind, title, created_at, updated_at, municipality,
                string_to_array(concepts, E'\x1f'), string_to_array(providers, E'\x1f'),
                case when longitude is not null then st_setsrid(st_makepoint(longitude, latitude), 4326)::geography end, hash, text_hash, expanded_until, provenance,
                is_free, string_to_array(audience, E'\x1f'), string_to_array(accessibility, E'\x1f'), string_to_array(languages, E'\x1f'),
                string_to_array(licences, E'\x1f'), is_precise, when_hash, $22
            from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::text[], $8::text[],
                    $9::double precision[], $10::double precision[], $11::bytea[], $12::bytea[], $13::date[], $14::bytea[],
                    $15::boolean[], $16::text[], $17::text[], $18::text[], $19::text[], $20::boolean[], $21::bytea[])
                n (id, kind, title, created_at, updated_at, municipality, concepts, providers, longitude, latitude, hash, text_hash, expanded_until, provenance,
                    is_free, audience, accessibility, languages, licences, is_precise, when_hash)
            on conflict (id) do update set
                kind = excluded.kind, title = excluded.title, updated_at = excluded.updated_at, tombstoned_at = null, replaced_by = null,
                municipality = excluded.municipality, concepts = excluded.concepts, providers = excluded.providers, point = excluded.point,
                hash = excluded.hash, text_hash = excluded.text_hash, provenance = excluded.provenance,
                expanded_until = case when l.when_hash = excluded.when_hash and l.edition >= excluded.edition and l.tombstoned_at is null
                    then l.expanded_until else excluded.expanded_until end,
                is_free = excluded.is_free, audience = excluded.audience, accessibility = excluded.accessibility, languages = excluded.languages,
                licences = excluded.licences, is_precise = excluded.is_precise, when_hash = excluded.when_hash, edition = excluded.edition
            """,
            ids, written.Select(WritePlan.KindOf).ToArray(), written.Select(l => l.Merged.Content.Title.ToString()).ToArray(),
            written.Select(l => l.CreatedAt).ToArray(), written.Select(l => l.UpdatedAt).ToArray(),
            BatchSql.Nullable(written.Select(l => l.Merged.Place.Municipality).ToArray(), NpgsqlDbType.Text),
            written.Select(l => Listed(l.Concepts)).ToArray(), written.Select(l => Listed(l.Providers)).ToArray(),
            written.Select(l => l.Merged.Place.Point?.Longitude).ToArray(), written.Select(l => l.Merged.Place.Point?.Latitude).ToArray(),
            written.Select(l => l.Hash).ToArray(), written.Select(l => l.TextHash).ToArray(),
            written.Select(l => OccurrenceRows.ExpandedUntil(l.Merged.Content.Schedule, today)).ToArray(),
            written.Select(l => l.Provenance).ToArray(),
            BatchSql.Nullable(written.Select(l => l.Merged.Content.IsFree).ToArray(), NpgsqlDbType.Boolean),
            written.Select(l => Listed(l.Merged.Content.Audience)).ToArray(), written.Select(l => Listed(l.Merged.Content.Accessibility)).ToArray(),
            written.Select(l => Listed(l.Languages)).ToArray(), written.Select(l => Listed(l.Licences)).ToArray(),
            BatchSql.Nullable(written.Select(l => l.Merged.Place.Point is null ? (bool?)null : l.Merged.IsPrecise).ToArray(), NpgsqlDbType.Boolean),
            written.Select(l => l.WhenHash).ToArray(), PublishedListing.CurrentEdition);

        var before = standing.Where(listing => listing is { IsTombstoned: false, IsOfEarlierEdition: false }).ToDictionary(listing => listing.Known.Id);
        AddSearch(batch, [.. written.Where(l => !before.TryGetValue(l.Id, out var was) || !was.TextHash.AsSpan().SequenceEqual(l.TextHash))]);

        var renderings = written.SelectMany(l => l.Renderings.Select(r => (l.Id, Rendering: r))).ToList();
        batch.Add(
            """
            insert into catalog.rendering (listing_id, language, list, detail, etag)
            select * from unnest($1::text[], $2::text[], $3::bytea[], $4::bytea[], $5::text[])
            on conflict (listing_id, language) do update set list = excluded.list, detail = excluded.detail, etag = excluded.etag
            """,
            renderings.Select(r => r.Id).ToArray(), renderings.Select(r => r.Rendering.Language).ToArray(),
            renderings.Select(r => r.Rendering.List).ToArray(), renderings.Select(r => r.Rendering.Detail).ToArray(), renderings.Select(r => r.Rendering.ETag).ToArray());
        // Most changes change no date: what happens when is the larger half of an event's rows.
        var moved = written.Where(l => !before.TryGetValue(l.Id, out var was) || was.WhenHash is not { } hash || !hash.AsSpan().SequenceEqual(l.WhenHash)).ToList();
        OccurrenceRows.Add(batch, [.. moved.Select(l => (l.Id, l.Merged.Content.Schedule))], today, region);
        OpeningRows.Add(batch, [.. moved.Select(l => (l.Id, l.Merged.Content.OpeningHours))]);
    }

    public static void Touch(NpgsqlBatch batch, IReadOnlyList<PublishedListing> touched)
    {
        if (touched.Count > 0)
        {
            batch.Add(
                "update catalog.listing l set provenance = t.provenance from unnest($1::text[], $2::bytea[]) t (id, provenance) where l.id = t.id",
                touched.Select(l => l.Id).ToArray(), touched.Select(l => l.Provenance).ToArray());
        }
    }

    public static void Withdraw(NpgsqlBatch batch, IReadOnlyList<(string Id, string? ReplacedBy)> withdrawn, Instant now)
    {
        if (withdrawn.Count == 0)
        {
            return;
        }
        var ids = withdrawn.Select(w => w.Id).ToArray();
        batch.Add(
            """
            update catalog.listing l set tombstoned_at = $3, updated_at = $3, replaced_by = w.replaced_by, expanded_until = null, provenance = null
            from unnest($1::text[], $2::text[]) w (id, replaced_by) where l.id = w.id
            """,
            ids, BatchSql.Nullable(withdrawn.Select(w => w.ReplacedBy).ToArray(), NpgsqlDbType.Text), now);
        var merged = withdrawn.Where(w => w.ReplacedBy is not null).ToList();
        if (merged.Count > 0)
        {
            // What led to one of these leads to its successor from now on: no reader follows a chain.
            batch.Add(
                "update catalog.listing l set replaced_by = w.replaced_by from unnest($1::text[], $2::text[]) w (id, replaced_by) where l.replaced_by = w.id",
                merged.Select(w => w.Id).ToArray(), merged.Select(w => w.ReplacedBy!).ToArray());
        }
        foreach (var table in new[] { "rendering", "occurrence", "occurrence_day", "opening", "listing_search" })
        {
            batch.Add($"delete from catalog.{table} where listing_id = any($1)", [ids]);
        }
    }

    /// <summary>PostgreSQL has no ragged arrays; cleaned words hold no control character, so one can part them.</summary>
    static string Listed(IEnumerable<string> words) => string.Join('\x1f', words);

    static void AddSearch(NpgsqlBatch batch, IReadOnlyList<PublishedListing> written)
    {
        if (written.Count > 0)
        {
            batch.Add(
                """
                insert into catalog.listing_search (listing_id, search)
                select id, setweight(to_tsvector('swedish', swedish_title) || to_tsvector('simple', title) || to_tsvector('simple', folded_title), 'A')
                    || setweight(to_tsvector('swedish', swedish_body) || to_tsvector('simple', body) || to_tsvector('simple', folded_body), 'C')
                from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
                    n (id, swedish_title, title, swedish_body, body, folded_title, folded_body)
                on conflict (listing_id) do update set search = excluded.search
                """,
                written.Select(l => l.Id).ToArray(), written.Select(l => l.Search.SwedishTitle).ToArray(), written.Select(l => l.Search.Title).ToArray(),
                written.Select(l => l.Search.SwedishBody).ToArray(), written.Select(l => l.Search.Body).ToArray(),
                written.Select(l => l.Search.FoldedTitle).ToArray(), written.Select(l => l.Search.FoldedBody).ToArray());
            // In their order, or two writers with new words could wait for each other.
            batch.Add(
                "insert into catalog.word (word) select * from unnest($1::text[]) on conflict do nothing",
                [written.SelectMany(l => SearchWords.Suggested(l.Merged)).Distinct().Order(StringComparer.Ordinal).ToArray()]);
        }
    }
}
