using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Besoksnaring.Catalog.Migrations;

/// <summary>
/// What feeds read: a listing's kind beside its latest position, so that one kind's feed is one look along an index; and which listings
/// were of another kind before, because there they are deleted.
/// </summary>
[DbContext(typeof(CatalogContext))]
[Migration("20261123200000_Feeds")]
sealed class Feeds : Migration
{
    const string Positions = """
        alter table catalog.listing_position add column kind text collate "C";
        update catalog.listing_position p set kind = l.kind from catalog.listing l where l.id = p.listing_id;
        alter table catalog.listing_position alter column kind set not null;
        create unique index listing_position_of_kind on catalog.listing_position (kind, position);

        -- For ever, as the listing itself: at the position where it went over to another kind.
        create table catalog.kind_left (
            listing_id text collate "C" not null,
            kind text collate "C" not null,
            position bigint not null,
            primary key (listing_id, kind)
        );
        create unique index on catalog.kind_left (kind, position);
        insert into catalog.kind_left (listing_id, kind, position)
        select distinct c.listing_id, c.kind, p.position
        from catalog.change c
        join catalog.listing_position p on p.listing_id = c.listing_id and p.kind <> c.kind;
        """;

    const string Views = """
        create view catalog.feed_position as select listing_id, position, kind from catalog.listing_position;
        create view catalog.feed_left as select listing_id, position, kind from catalog.kind_left;

        grant select on catalog.feed_position, catalog.feed_left to besoksnaring_reader;
        """;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Positions);
        migrationBuilder.Sql(Views);
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("An older version starts from its own backup, or from an empty catalogue and 'resend'.");
}
