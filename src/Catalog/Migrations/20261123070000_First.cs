using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Besoksnaring.Catalog.Migrations;

/// <summary>The tables, the log and what others may read of them.</summary>
[DbContext(typeof(CatalogContext))]
[Migration("20261123070000_First")]
sealed class First : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Tables.Create);
        migrationBuilder.Sql(Log.Create);
        migrationBuilder.Sql(Views.Create);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop schema catalog cascade");
}
