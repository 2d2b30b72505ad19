using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Besoksnaring.Catalog.Migrations;

/// <summary>Lets who decides see what was decided, and upon which version to decide.</summary>
[DbContext(typeof(CatalogContext))]
[Migration("20261124060000_DecisionView")]
sealed class DecisionView : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create view catalog.listing_decision as
        select listing_id, version, decided_at, decisions from catalog.decision;
        grant select on catalog.listing_decision to besoksnaring_reader;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop view catalog.listing_decision");
}
