using Besoksnaring.Testing;
using Npgsql;

namespace Besoksnaring.Catalog.Tests;

public class SchemaTests(PostgresFixture postgres)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_missing_schema_says_what_to_run()
    {
        var database = await postgres.CreateDatabaseAsync();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => CatalogSchema.CheckAsync(database, Ct));
        Assert.Contains("is missing. Run 'migrate'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_may_migrate_at_once_and_twice()
    {
        var database = await postgres.CreateDatabaseAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CatalogSchema.MigrateAsync(database, Ct)));
        await CatalogSchema.MigrateAsync(database, Ct);
        await CatalogSchema.CheckAsync(database, Ct);
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        var database = await postgres.CreateDatabaseAsync();
        await CatalogSchema.MigrateAsync(database, Ct);
        await ExecuteAsync(database, """insert into catalog.migration ("MigrationId", "ProductVersion") values ('99990101000000_Later', '99')""");
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => CatalogSchema.CheckAsync(database, Ct));
        Assert.Contains("newer than the program", error.Message, StringComparison.Ordinal);
    }

    static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
