using Besoksnaring.Testing;
using Besoksnaring.Tests.Running;

namespace Besoksnaring.Tests.Loads;

[CollectionDefinition("Loads", DisableParallelization = true)]
public sealed class Loads;

/// <summary>kill -9 of every role at random moments of the load of all real providers (F1): the catalogue ends as if nothing had happened.</summary>
[Collection("Loads")]
public class KillTests(PostgresFixture postgres, RabbitMqFixture rabbitMq, UndisturbedLoad undisturbed)
{
    const int Kills = 10;

    /// <summary>Loads that are disturbed, each in moments of its own: one, or ten at night.</summary>
    static readonly int Loads = Environment.GetEnvironmentVariable("BESOKSNARING_TEST_NIGHTLY") == "1" ? 10 : 1;

    [Fact]
    public async Task In_one_process_ten_kills_change_nothing()
    {
        for (var load = 0; load < Loads; load++)
        {
            await SurvivesAsync(RunningSystem.InOneProcess(await postgres.CreateDatabaseAsync("kills"), undisturbed.Registry));
        }
    }

    [Fact]
    public async Task Over_RabbitMq_ten_kills_of_any_role_change_nothing()
    {
        for (var load = 0; load < Loads; load++)
        {
            await SurvivesAsync(RunningSystem.OverRabbitMq(await MigratedAsync("kills"), undisturbed.Registry, rabbitMq.Uri));
        }
    }

    /// <summary>The mutant: a sink that says "durable" before it is. If this load came out whole, the tests above would show nothing.</summary>
    [Fact]
    public async Task A_sink_that_confirms_too_early_is_caught()
    {
        await using var system = RunningSystem.Forgetful(await postgres.CreateDatabaseAsync("mutant"), undisturbed.Registry);
        system.StartAll();
        var load = new Load(system);
        await new Disturbance(system, load, seed: 3).KillAsync(4);
        var lost = await Assert.ThrowsAsync<TimeoutException>(() => load.FinishAsync(undisturbed.Providers));
        Assert.Contains("are durable, the catalogue holds", lost.Message, StringComparison.Ordinal);
    }

    async Task SurvivesAsync(RunningSystem started)
    {
        await using var system = started;
        var expected = await undisturbed.DumpAsync(postgres);
        var seed = Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage("Seed {0}", seed);
        system.StartAll();
        var load = new Load(system);
        var disturbance = new Disturbance(system, load, seed);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var website = Task.Run(() => disturbance.AskOnAsync(stop.Token), CancellationToken.None);

        await disturbance.KillAsync(Kills);
        await load.FinishAsync(undisturbed.Providers);
        await stop.CancelAsync();

        Assert.True(await website > 0, "The website never got an answer.");
        Assert.True(disturbance.InFlight >= Kills * 7 / 10, $"Only {disturbance.InFlight} of {Kills} kills hit a system at work (seed {seed}).");
        system.AssertAllRun();
        CatalogDump.AssertEqual(expected, await CatalogDump.ReadAsync(system.Database));
        var follower = new LogFollower(system.Database);
        await follower.CatchUpAsync();
        await follower.AssertKnowsTheTableAsync();
    }

    async Task<string> MigratedAsync(string name)
    {
        var database = await postgres.CreateDatabaseAsync(name);
        await Catalog.CatalogSchema.MigrateAsync(database, TestContext.Current.CancellationToken);
        await Ingest.IngestSchema.MigrateAsync(database, TestContext.Current.CancellationToken);
        await Api.Partners.PartnerSchema.MigrateAsync(database, TestContext.Current.CancellationToken);
        return database;
    }
}
