using System.Text.Json;
using Besoksnaring.Testing;
using Besoksnaring.Tests.Running;
using Npgsql;

namespace Besoksnaring.Tests.Loads;

/// <summary>Providers that hang, bomb, cut off, empty and redirect, beside one that behaves, before the programs as they ship.</summary>
[Collection(nameof(Loads))]
public class HostileProviderTests(PostgresFixture postgres, RabbitMqFixture rabbitMq)
{
    const int Records = 40;
    static readonly string[] Hostile = ["hangs", "bombs", "cuts-off", "half-a-list", "empty", "no-rows", "error-page", "error", "redirects"];

    static readonly string[] Permits = ["web"];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_one_process_they_delay_nobody_and_delete_nothing() =>
        await AssertHarmlessAsync((database, registry) => RunningSystem.InOneProcess(database, registry));

    [Fact]
    public async Task Over_RabbitMq_they_delay_nobody_and_delete_nothing() =>
        await AssertHarmlessAsync((database, registry) => RunningSystem.OverRabbitMq(database, registry, rabbitMq.Uri));

    async Task AssertHarmlessAsync(Func<string, string, RunningSystem> system)
    {
        await using var server = await ScriptedProvider.StartAsync();
        var database = await postgres.CreateDatabaseAsync("hostile");
        await Catalog.CatalogSchema.MigrateAsync(database, Ct);
        await Ingest.IngestSchema.MigrateAsync(database, Ct);
        await Api.Partners.PartnerSchema.MigrateAsync(database, Ct);
        foreach (var id in Hostile.Append("good"))
        {
            server.On($"/{id}", ScriptedProvider.Text(Rows(Records)));
        }
        await using var running = system(database, WriteRegistry(server));
        running.StartAll();
        await using (var first = running.Command("run --unread"))
        {
            await first.WaitForExitAsync(TimeSpan.FromMinutes(1));
        }
        var all = Records * (Hostile.Length + 1);
        await UntilAsync(database, "select count(*) from catalog.source_record where hash is not null", all);

        TurnHostile(server);
        server.On("/good", ScriptedProvider.Text(Rows(Records + 1)));
        await using var second = running.Command("run --all");
        // The hanging one is still being asked when all others are done.
        await UntilAsync(database, "select count(*) from catalog.source_record where hash is not null", all + 1);
        await UntilAsync(database, "select count(*) from (select distinct on (provider) verdict from ingest.run_report order by provider, sequence desc) latest where verdict in ('failed', 'partial', 'held')", Hostile.Length - 1);
        Assert.False(second.HasExited, second.Log);
        Assert.Equal(0, await CountAsync(database, "select count(*) from catalog.change_row where change = 'tombstoned'"));
        Assert.Equal(all + 1, await CountAsync(database, "select count(*) from catalog.listing_row where tombstoned_at is null"));
        running.AssertAllRun();
    }

    static void TurnHostile(ScriptedProvider server)
    {
        server.On("/hangs", server.Hangs());
        server.On("/bombs", ScriptedProvider.GzipBomb(megabytes: 60));
        server.On("/cuts-off", ScriptedProvider.CutOff(Rows(Records), after: 600));
        server.On("/half-a-list", ScriptedProvider.Text(Rows(Records)[..600]));
        server.On("/empty", ScriptedProvider.Text(""));
        server.On("/no-rows", ScriptedProvider.Text("[]"));
        server.On("/error-page", ScriptedProvider.Text("<!doctype html><html><title>Tekniskt fel</title></html>", "text/html"));
        server.On("/error", ScriptedProvider.Status(500));
        server.On("/redirects", ScriptedProvider.Redirect("file:///etc/passwd"));
    }

    static string Rows(int count) =>
        JsonSerializer.Serialize(Enumerable.Range(1, count).Select(number => new { id = $"{number}", name = $"Badplats {number}" }));

    static string WriteRegistry(ScriptedProvider server)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("hostile-").FullName, "providers.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new
        {
            providers = Hostile.Append("good").Select(id => new
            {
                id,
                name = id,
                organisation = "Tests",
                format = "json",
                address = server.At($"/{id}"),
                allowPrivateAddress = true,
                licence = new { id = "CC0-1.0", permits = Permits },
                completeFor = "everything",
                mapping = new { id = "id", kind = "activity", language = "sv", fields = new { title = "name" } },
            }),
        }));
        return file;
    }

    static async Task UntilAsync(string database, string sql, long expected)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        bound.CancelAfter(TimeSpan.FromSeconds(45));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var count = -1L; count != expected;)
        {
            count = await CountAsync(database, sql);
            if (bound.IsCancellationRequested || count != expected && !await TickAsync(timer, bound.Token))
            {
                throw new TimeoutException($"{count} instead of {expected}: {sql}");
            }
        }
    }

    static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken bound)
    {
        try
        {
            return await timer.WaitForNextTickAsync(bound);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    static async Task<long> CountAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }
}
