using Besoksnaring.Testing;
using Npgsql;

namespace Besoksnaring.Ingest.Tests.Runs;

public class IngestSchemaTests(PostgresFixture postgres)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_missing_schema_is_refused_with_what_to_run_and_two_migrations_at_once_are_one()
    {
        var database = await postgres.CreateDatabaseAsync("ingest_schema");
        var missing = await Assert.ThrowsAsync<InvalidOperationException>(() => IngestSchema.CheckAsync(database, Ct));
        Assert.Contains("Run 'migrate'", missing.Message, StringComparison.Ordinal);

        await Task.WhenAll(IngestSchema.MigrateAsync(database, Ct), IngestSchema.MigrateAsync(database, Ct));
        await IngestSchema.CheckAsync(database, Ct);

        await using var source = NpgsqlDataSource.Create(database);
        await using var newer = source.CreateCommand("insert into ingest.migration values ('29990101000000_Later', '99')");
        await newer.ExecuteNonQueryAsync(Ct);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => IngestSchema.CheckAsync(database, Ct));
        Assert.Contains("newer", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reader_role_reads_the_views_and_nothing_else()
    {
        var database = await postgres.CreateDatabaseAsync("ingest_schema");
        await IngestSchema.MigrateAsync(database, Ct);
        await using var source = NpgsqlDataSource.Create(database);
        await using var connection = await source.OpenConnectionAsync(Ct);
        await ExecuteAsync(connection, "set role besoksnaring_reader");
        foreach (var view in new[] { "provider_status", "run_report", "quarantined_record" })
        {
            await ExecuteAsync(connection, $"select * from ingest.{view}");
        }
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection, "select * from ingest.known_record"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
