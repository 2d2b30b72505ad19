using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Besoksnaring.Catalog.Migrations;

/// <summary>What people decided about listings.</summary>
[DbContext(typeof(CatalogContext))]
[Migration("20261124050000_Decisions")]
sealed class Decisions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table catalog.decision (
            listing_id text collate "C" primary key,
            version uuid not null,                         -- of what stands here: who decides says which one it is made upon
            decided_at timestamptz not null,
            decisions json not null
        );
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop table catalog.decision");
}
