using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Besoksnaring.Catalog.Migrations;

/// <summary>
/// Degrees as plain numbers where places are searched: the planner counts them as it counts any number, an index gives them back without the
/// row behind it, and comparing them costs nothing. A neighbourhood on some days is read from one index alone.
/// </summary>
[DbContext(typeof(CatalogContext))]
[Migration("20261123180000_Degrees")]
sealed class Degrees : Migration
{
    const string Days = """
        alter table catalog.occurrence_day
            add column latitude double precision generated always as (st_y(point::geometry)) stored,
            add column longitude double precision generated always as (st_x(point::geometry)) stored;
        alter table catalog.occurrence_day alter column latitude drop expression, alter column longitude drop expression;
        drop index catalog.occurrence_day_in_order, catalog.occurrence_day_around;
        drop view catalog.event_day;
        alter table catalog.occurrence_day drop column point;

        create index occurrence_day_in_order on catalog.occurrence_day (day, is_run, starts_at, listing_id, start_local, precision)
            include (over_at, ends_at, first_day, municipality, is_free, concepts, latitude, longitude);
        create index occurrence_day_around on catalog.occurrence_day using gist (day, latitude, longitude)
            include (is_run, starts_at, listing_id, start_local, precision, over_at, ends_at, first_day, municipality, is_free, concepts);

        create view catalog.event_day as
        select day, is_run, starts_at, listing_id, ends_at, over_at, first_day, start_local, end_local, time_zone, precision, status, minutes,
            municipality, concepts, is_free, latitude, longitude
        from catalog.occurrence_day;
        grant select on catalog.event_day to besoksnaring_reader;
        """;

    const string Listings = """
        alter table catalog.listing
            add column latitude double precision generated always as (st_y(point::geometry)) stored,
            add column longitude double precision generated always as (st_x(point::geometry)) stored;
        drop index catalog.listing_around;
        create index listing_around on catalog.listing using gist (latitude, longitude) where tombstoned_at is null;

        create or replace view catalog.listing_row as
        select l.id, l.kind, l.title, l.created_at, l.updated_at, l.tombstoned_at, l.replaced_by, l.municipality, l.concepts, l.providers,
            l.point, s.search, p.position, l.is_free, l.audience, l.accessibility, l.languages, l.licences, l.is_precise, l.latitude, l.longitude
        from catalog.listing l
        left join catalog.listing_search s on s.listing_id = l.id
        left join catalog.listing_position p on p.listing_id = l.id;
        """;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Days);
        migrationBuilder.Sql(Listings);
        migrationBuilder.Sql("analyze catalog.occurrence_day, catalog.listing");
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("An older version starts from its own backup, or from an empty catalogue and 'resend'.");
}
