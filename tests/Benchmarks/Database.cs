using Besoksnaring.Catalog;
using Besoksnaring.Testing;

namespace Besoksnaring.Benchmarks;

/// <summary>One server for the whole run, a new database with an empty catalogue for each question.</summary>
sealed class Database : IAsyncDisposable
{
    readonly PostgresFixture postgres = new();

    public static async Task<Database> StartAsync()
    {
        var database = new Database();
        await database.postgres.InitializeAsync();
        return database;
    }

    public async Task<string> EmptyCatalogAsync(CancellationToken cancellationToken)
    {
        var connectionString = await postgres.CreateDatabaseAsync("benchmark");
        await CatalogSchema.MigrateAsync(connectionString, cancellationToken);
        return connectionString;
    }

    public ValueTask DisposeAsync() => postgres.DisposeAsync();
}
