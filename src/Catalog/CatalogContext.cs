using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Besoksnaring.Catalog;

/// <summary>
/// The catalogue's migrations, and what is not on the one hot path. Listings, records and the log are written by
/// <see cref="Records.CatalogWriter"/> in SQL of its own and are no entities here.
/// </summary>
sealed class CatalogContext(DbContextOptions<CatalogContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.HasDefaultSchema(CatalogDatabase.Schema);

    /// <summary>For <c>dotnet ef migrations add</c>, which needs the model and no database.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<CatalogContext>
    {
        public CatalogContext CreateDbContext(string[] args) => CatalogSchema.Context(new CatalogDatabase("Host=localhost"));
    }
}
