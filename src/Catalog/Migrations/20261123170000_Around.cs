using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Besoksnaring.Catalog.Migrations;

/// <summary>
/// Places in degrees, as boxes and polygons are asked for and as the planner can count them, beside the days and for listings alone; and the
/// point in the index that lists of events are read from, so that a dense neighbourhood is read in order too. The precision ends that order:
/// a date and a midnight of one listing are two rows.
/// </summary>
[DbContext(typeof(CatalogContext))]
[Migration("20261123170000_Around")]
sealed class Around : Migration
{
    const string Indexes = """
        drop index catalog.occurrence_day_in_order;
        create index occurrence_day_in_order on catalog.occurrence_day (day, is_run, starts_at, listing_id, start_local, precision)
            include (over_at, ends_at, first_day, municipality, is_free, concepts, point);

        drop index catalog.occurrence_day_around;
        create index occurrence_day_around on catalog.occurrence_day using gist (day, (point::geometry));

        create index listing_around on catalog.listing using gist ((point::geometry)) where tombstoned_at is null;

        -- What an index on an expression holds is counted by nothing else, and without it every neighbourhood looks empty.
        analyze catalog.occurrence_day, catalog.listing;
        """;

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Indexes);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("An older version starts from its own backup, or from an empty catalogue and 'resend'.");
}
