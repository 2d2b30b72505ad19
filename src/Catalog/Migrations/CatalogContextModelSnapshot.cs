using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Besoksnaring.Catalog.Migrations;

[DbContext(typeof(CatalogContext))]
sealed class CatalogContextModelSnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder) => modelBuilder.HasDefaultSchema("catalog");
}
