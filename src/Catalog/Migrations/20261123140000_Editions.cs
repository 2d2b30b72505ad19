using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Besoksnaring.Catalog.Migrations;

/// <summary>Which form a listing was last written in: what is older is written anew, in the background.</summary>
[DbContext(typeof(CatalogContext))]
[Migration("20261123140000_Editions")]
sealed class Editions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "alter table catalog.listing add column edition integer not null default 0");

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("An older version starts from its own backup, or from an empty catalogue and 'resend'.");
}
