using Besoksnaring.Contracts;
using Besoksnaring.Testing;
using Besoksnaring.Testing.Servers;
using Npgsql;

namespace Besoksnaring.Tests.Bus;

public class BusFaultTests(RabbitMqFixture rabbit)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_confirmed_record_arrives_although_the_broker_is_killed_while_sending()
    {
        await using var broker = await OwnRabbitMq.StartAsync();
        var catalog = new RememberingCatalog();
        using var ingest = await Services.IngestAsync(broker.Uri, new RecordRoute(), ("ConfirmTimeout", "00:00:02"));
        using var consumer = await Services.CatalogAsync(broker.Uri, new RecordRoute(), catalog);
        var confirmed = new List<string>();
        var failed = 0;
        var enough = new TaskCompletionSource();
        var goOn = true;

        var sending = Task.Run(async () =>
        {
            for (var number = 0; Volatile.Read(ref goOn); number++)
            {
                try
                {
                    await ingest.Sink().SendAsync(Given.Records($"r{number}"), Ct);
                    confirmed.Add($"r{number}");
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    failed++;
                }
                if (confirmed.Count == 200)
                {
                    enough.TrySetResult();
                }
            }
        }, Ct);
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(60), Ct);
        await broker.KillAsync();
        var before = confirmed.Count;
        await broker.StartAgainAsync();
        while (confirmed.Count < before + 200 && !sending.IsCompleted)
        {
            await catalog.NextAsync();
        }
        Volatile.Write(ref goOn, false);
        await sending.WaitAsync(TimeSpan.FromSeconds(60), Ct);
        Assert.True(failed > 0, "Nothing was being sent when the broker died, so this has shown nothing.");
        await ingest.Sink().SendAsync(Given.Records("last"), Ct);
        await catalog.UntilAsync(["last"]);
    }

    [Fact]
    public async Task A_message_waits_for_a_database_that_restarts_and_is_no_dead_letter()
    {
        await using var postgres = await OwnPostgres.StartAsync();
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        var route = rabbit.NewRoute();
        var failed = new TaskCompletionSource();
        var catalog = new RememberingCatalog(async _ =>
        {
            try
            {
                await using var command = source.CreateCommand("select 1");
                await command.ExecuteScalarAsync(Ct);
            }
            catch (NpgsqlException)
            {
                failed.TrySetResult();
                throw;
            }
        });
        using var ingest = await Services.IngestAsync(rabbit.Uri, route);
        using var consumer = await Services.CatalogAsync(rabbit.Uri, route, catalog);
        await postgres.KillAsync();
        await ingest.Sink().SendAsync(Given.Records("waits"), Ct);
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        await postgres.StartAgainAsync();
        await catalog.UntilAsync(["waits"]);
    }

    [Fact]
    public async Task A_message_that_waits_goes_back_to_the_queue_when_its_process_is_asked_to_stop()
    {
        var route = rabbit.NewRoute();
        var waiting = new TaskCompletionSource();
        var away = new RememberingCatalog(_ =>
        {
            waiting.TrySetResult();
            throw new TimeoutException("The database is away.");
        });
        using var ingest = await Services.IngestAsync(rabbit.Uri, route);
        using (var stopped = await Services.CatalogAsync(rabbit.Uri, route, away))
        {
            await ingest.Sink().SendAsync(Given.Records("later"), Ct);
            await waiting.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await stopped.StopAsync(patience.Token);
            Assert.False(patience.IsCancellationRequested, "It did not stop in time.");
        }
        var catalog = new RememberingCatalog();
        using var consumer = await Services.CatalogAsync(rabbit.Uri, route, catalog);
        await catalog.UntilAsync(["later"]);
    }
}
