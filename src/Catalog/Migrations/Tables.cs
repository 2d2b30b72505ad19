namespace Besoksnaring.Catalog.Migrations;

static class Tables
{
    public const string Create = """
        create extension if not exists postgis;
        create schema if not exists catalog;

        -- What one provider says of one thing. Narrow: a record that comes again unchanged only raises its sequence.
        create table catalog.source_record (
            provider text collate "C" not null,
            record_id text collate "C" not null,
            sequence bigint not null,
            hash bytea,                                    -- null: withdrawn
            listing_id text collate "C",                   -- null: withdrawn before it was ever published
            observed_at timestamptz not null,
            run_id uuid not null,
            point_key text collate "C",                    -- its position at its provider, to find the ones that many share
            point_name text,                               -- what is there: five names at one position are a fallback, five concerts in a hall are not
            unmapped text[],                               -- category words that its mapping does not know
            primary key (provider, record_id)
        ) with (fillfactor = 85);
        create index on catalog.source_record (listing_id);
        create index on catalog.source_record (provider, point_key) where point_key is not null;
        create index on catalog.source_record (provider) where unmapped is not null;

        create table catalog.record_content (
            provider text collate "C" not null,
            record_id text collate "C" not null,
            content json not null,
            primary key (provider, record_id)
        );

        -- Ids that several providers know a thing by: the records that share one are one listing.
        create table catalog.shared_id (
            value text collate "C" not null,
            provider text collate "C" not null,
            record_id text collate "C" not null,
            primary key (value, provider, record_id)
        );
        create index on catalog.shared_id (provider, record_id);

        -- Records that could not be published at all, with the reason.
        create table catalog.rejected_record (
            provider text collate "C" not null,
            record_id text collate "C" not null,
            sequence bigint not null,
            rejected_at timestamptz not null default now(),
            reason text not null,
            primary key (provider, record_id)
        );

        create table catalog.listing (
            id text collate "C" primary key,
            kind text not null,
            title text not null,
            created_at timestamptz not null,
            updated_at timestamptz not null,
            tombstoned_at timestamptz,
            replaced_by text collate "C",
            municipality text,
            concepts text[] not null,
            providers text[] not null,
            point geography(point, 4326),
            hash bytea not null,                           -- of what a reader sees
            text_hash bytea not null,                      -- of what full-text search sees
            expanded_until date,                           -- of what goes on beyond the horizon: how far its occurrences reach
            provenance bytea
        );
        create index listing_by_title on catalog.listing (title collate "sv-x-icu", id) where tombstoned_at is null;
        create index on catalog.listing (kind) where tombstoned_at is null;
        create index on catalog.listing (municipality) where tombstoned_at is null;
        create index on catalog.listing using gin (concepts) where tombstoned_at is null;
        create index on catalog.listing using gin (providers) where tombstoned_at is null;
        create index on catalog.listing (replaced_by) where replaced_by is not null;
        create index on catalog.listing (expanded_until) where expanded_until is not null;

        -- Apart from the listing: three quarters of a write's cost, and most changes change no text.
        create table catalog.listing_search (
            listing_id text collate "C" primary key,
            search tsvector not null
        );
        create index on catalog.listing_search using gin (search);

        create table catalog.rendering (
            listing_id text collate "C" not null,
            language text collate "C" not null,
            list bytea not null,
            detail bytea not null,
            etag text not null,
            primary key (listing_id, language)
        );
        alter table catalog.rendering alter column list set compression lz4, alter column detail set compression lz4;

        create table catalog.occurrence (
            listing_id text collate "C" not null,
            starts_at timestamptz not null,
            ends_at timestamptz,
            start_local timestamp not null,
            end_local timestamp,
            time_zone text not null,
            precision text not null,
            status text not null,
            is_run boolean not null
        );
        create index on catalog.occurrence (listing_id, starts_at);

        create table catalog.municipality (
            code text collate "C" primary key,
            name text not null,
            county_code text not null,
            county_name text not null
        );
        """;
}
