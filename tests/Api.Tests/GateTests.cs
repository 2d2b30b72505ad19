using System.Net;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Catalog;
using Besoksnaring.Ingest;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Besoksnaring.Api.Tests;

public sealed class GateTests(ServedCatalogue catalogue)
{
    [Fact]
    public async Task Nothing_starts_without_the_schema_and_the_reason_says_what_to_run()
    {
        var empty = await catalogue.CreateDatabaseAsync();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => ServedCatalogue.StartAsync(empty));
        Assert.Contains("Run 'migrate' first", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_catalogue_answers()
    {
        var database = await catalogue.CreateDatabaseAsync();
        await IngestSchema.MigrateAsync(database, Ct);
        await CatalogSchema.MigrateAsync(database, Ct);
        await using var app = await ServedCatalogue.StartAsync(ServedCatalogue.AsReader(database));
        using var client = ServedCatalogue.ClientOf(app);
        foreach (var path in new[] { "/", "/?lang=en&q=x", "/health/ready", "/api/v1/listings", "/api/v1/providers", "/api/v1/runs", "/api/v1/concepts", "/api/v1/municipalities" })
        {
            using var response = await client.GetAsync(path, Ct);
            Assert.True(response.StatusCode == HttpStatusCode.OK, path);
        }
    }

    [Fact]
    public async Task The_readers_role_can_ask_everything_and_write_nothing()
    {
        var reader = ServedCatalogue.AsReader(catalogue.Owner);
        await using var app = await ServedCatalogue.StartAsync(reader);
        await using var source = NpgsqlDataSource.Create(reader);
        foreach (var write in new[] { "update catalog.counter set position = 0", "delete from catalog.listing", "insert into ingest.provider (id) values ('x')", "select * from catalog.record_content" })
        {
            await using var command = source.CreateCommand(write);
            var denied = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Ct));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, denied.SqlState);
        }
        var database = app.Services.GetRequiredService<ReadDatabase>();
        await using var slow = database.Source.CreateCommand("create temporary table x (y int)");
        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, (await Assert.ThrowsAsync<PostgresException>(() => slow.ExecuteNonQueryAsync(Ct))).SqlState);
    }

    [Fact]
    public async Task A_question_that_takes_too_long_is_answered_503_and_the_next_is_answered()
    {
        var database = await catalogue.CreateDatabaseAsync();
        await IngestSchema.MigrateAsync(database, Ct);
        await CatalogSchema.MigrateAsync(database, Ct);
        await using var app = await ServedCatalogue.StartAsync(ServedCatalogue.AsReader(database), ("Api:StatementSeconds", "1"));
        using var client = ServedCatalogue.ClientOf(app);
        await using var source = NpgsqlDataSource.Create(database);
        await using (var connection = await source.OpenConnectionAsync(Ct))
        await using (var transaction = await connection.BeginTransactionAsync(Ct))
        {
            await using var hold = new NpgsqlCommand("lock table catalog.counter in access exclusive mode", connection, transaction);
            await hold.ExecuteNonQueryAsync(Ct);
            using var response = await client.GetAsync("/api/v1/listings", Ct);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Contains("/problems/too-slow", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
            Assert.NotNull(response.Headers.RetryAfter);
            using var ready = await client.GetAsync("/health/ready", Ct);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        }
        using var again = await client.GetAsync("/api/v1/listings", Ct);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }
}
