using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Besoksnaring.Catalog.Migrations;

/// <summary>What a search for events asks of listings, and a row for each day that something takes place on.</summary>
[DbContext(typeof(CatalogContext))]
[Migration("20261123130000_Events")]
sealed class Events : Migration
{
    const string Listings = """
        alter table catalog.listing
            add column is_free boolean,                          -- true on positive evidence only; null: unknown
            add column audience text[] not null default '{}',
            add column accessibility text[] not null default '{}',
            add column languages text[] not null default '{}',
            add column licences text[] not null default '{}',    -- of the records behind it
            add column is_precise boolean,                       -- null: it has no point
            add column when_hash bytea;                          -- of all that occurrence and occurrence_day hold of it
        create index listing_by_update on catalog.listing (updated_at, id);

        create or replace view catalog.listing_row as
        select l.id, l.kind, l.title, l.created_at, l.updated_at, l.tombstoned_at, l.replaced_by, l.municipality, l.concepts, l.providers,
            l.point, s.search, p.position, l.is_free, l.audience, l.accessibility, l.languages, l.licences, l.is_precise
        from catalog.listing l
        left join catalog.listing_search s on s.listing_id = l.id
        left join catalog.listing_position p on p.listing_id = l.id;
        """;

    const string Days = """
        create extension if not exists btree_gist;

        -- The region's days, reckoned where the time zones are known best: at write. Null: written by an earlier version.
        alter table catalog.occurrence add column first_day date, add column last_day date, add column over_at timestamptz;

        -- An occurrence once for each day that it takes place on, with what lists of events are narrowed by: read in order, never sorted.
        create table catalog.occurrence_day (
            day date not null,
            is_run boolean not null,
            starts_at timestamptz not null,
            listing_id text collate "C" not null,
            ends_at timestamptz,
            over_at timestamptz not null,
            first_day date not null,
            start_local timestamp not null,
            end_local timestamp,
            time_zone text not null,
            precision text not null,
            status text not null,
            minutes integer,
            municipality text,
            concepts text[] not null,
            is_free boolean,
            point geography(point, 4326)
        ) with (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.02);  -- index-only reads need it swept
        create index occurrence_day_in_order on catalog.occurrence_day (day, is_run, starts_at, listing_id, start_local)
            include (over_at, ends_at, first_day, municipality, is_free, concepts);
        create index occurrence_day_around on catalog.occurrence_day using gist (day, point);
        create index occurrence_day_of_listing on catalog.occurrence_day (listing_id, day);

        create view catalog.event_day as
        select day, is_run, starts_at, listing_id, ends_at, over_at, first_day, start_local, end_local, time_zone, precision, status, minutes,
            municipality, concepts, is_free, point
        from catalog.occurrence_day;
        grant select on catalog.event_day to besoksnaring_reader;
        """;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Listings);
        migrationBuilder.Sql(Days);
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("An older version starts from its own backup, or from an empty catalogue and 'resend'.");
}
