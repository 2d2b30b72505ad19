using Besoksnaring.Testing;
using Besoksnaring.Testing.Servers;
using Besoksnaring.Tests.Running;
using Npgsql;

namespace Besoksnaring.Tests.Loads;

/// <summary>The database and the broker die mid-load and come back (F2, F3): the catalogue ends as if nothing had happened.</summary>
[Collection("Loads")]
public class ServerFaultTests(PostgresFixture shared, UndisturbedLoad undisturbed)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_and_a_restarted_database_change_nothing_in_one_process()
    {
        await using var postgres = await OwnPostgres.StartAsync();
        await using var system = RunningSystem.InOneProcess(await DatabaseAsync(postgres), undisturbed.Registry);
        await SurvivesAsync(system, postgres.KillAsync, postgres.StartAgainAsync, () => Task.CompletedTask, postgres.RestartAsync);
    }

    [Fact]
    public async Task A_killed_broker_and_a_killed_database_change_nothing_over_RabbitMq()
    {
        await using var postgres = await OwnPostgres.StartAsync();
        await using var broker = await OwnRabbitMq.StartAsync();
        var database = await DatabaseAsync(postgres);
        await Catalog.CatalogSchema.MigrateAsync(database, Ct);
        await Ingest.IngestSchema.MigrateAsync(database, Ct);
        await Api.Partners.PartnerSchema.MigrateAsync(database, Ct);
        await using var system = RunningSystem.OverRabbitMq(database, undisturbed.Registry, broker.Uri);
        await SurvivesAsync(system, broker.KillAsync, broker.StartAgainAsync, postgres.KillAsync, postgres.StartAgainAsync);
    }

    async Task SurvivesAsync(RunningSystem system, Func<Task> kill, Func<Task> back, Func<Task> killNext, Func<Task> nextBack)
    {
        var expected = await undisturbed.DumpAsync(shared);
        system.StartAll();
        var load = new Load(system);
        var came = await load.MovesOnAsync(500);
        foreach (var (away, again) in new[] { (kill, back), (killNext, nextBack) })
        {
            Assert.True(await load.IsUnderWayAsync(), "Nothing was in flight.");
            await away();
            await again();
            NpgsqlConnection.ClearAllPools();
            came = await load.MovesOnAsync(came);
        }
        await load.FinishAsync(undisturbed.Providers);
        system.AssertAllRun();
        CatalogDump.AssertEqual(expected, await CatalogDump.ReadAsync(system.Database));
        var follower = new LogFollower(system.Database);
        await follower.CatchUpAsync();
        await follower.AssertKnowsTheTableAsync();
    }

    static async Task<string> DatabaseAsync(OwnPostgres postgres)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand("create database load", connection);
        await command.ExecuteNonQueryAsync(Ct);
        return new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = "load" }.ConnectionString;
    }
}
