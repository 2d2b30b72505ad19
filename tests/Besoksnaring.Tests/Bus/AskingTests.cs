using Besoksnaring.Catalog;
using Besoksnaring.Catalog.Bus;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using RabbitMQ.Client;

namespace Besoksnaring.Tests.Bus;

/// <summary>What people and machines write and wait for, over the real broker.</summary>
public class AskingTests(PostgresFixture postgres, RabbitMqFixture rabbit)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_put_and_decided_is_answered_with_where_it_is_visible()
    {
        var database = await CatalogueAsync();
        var route = rabbit.NewRoute();
        using var catalog = await CatalogAsync(route, database);
        using var portal = await Services.DeskAsync(rabbit.Uri, route);
        var desk = portal.Desk();

        var put = Assert.Single(await desk.PutAsync(new RecordsPut([new RecordPut(Given.Record("a"), OnlyIfNew: true)]), Ct));
        Assert.Equal((WriteOutcome.Written, 1L), (put.Outcome, put.Position!.Value));
        var decided = await desk.DecideAsync(new ListingDecided(put.ListingId!, Guid.NewGuid(), null, Given.Noon, new ListingDecisions
        {
            Values = new RecordContent { Kind = ListingKind.Event, Source = new RecordSource { Rank = 1, Licence = "CC0-1.0" }, Title = new LocalizedText("sv", "Rättad") },
            Overrides = [new FieldOverride("title.sv", Given.Noon, DecidedBy.Business)],
        }), Ct);
        Assert.Equal((WriteOutcome.Written, 2L, put.ListingId), (decided.Outcome, decided.Position!.Value, decided.ListingId));
        var preview = await desk.PreviewAsync(new PreviewWanted(put.ListingId, null, null), Ct);
        Assert.Equal("Rättad", preview.Content!.Title["sv"]);
        Assert.Equal("title.sv", preview.Origins.Single(origin => origin.By == DecidedBy.Business).Field);

        var unknown = await desk.DecideAsync(new ListingDecided("nothing", Guid.NewGuid(), null, Given.Noon, new ListingDecisions()), Ct);
        Assert.Equal(WriteOutcome.Unknown, unknown.Outcome);
        var overtaken = Assert.Single(await desk.PutAsync(new RecordsPut([new RecordPut(Given.Record("a") with { Sequence = 8, Content = Given.Record("b").Content }, OnlyIfNew: true)]), Ct));
        Assert.Equal((WriteOutcome.Overtaken, "there is such a record already"), (overtaken.Outcome, overtaken.Reason));
    }

    [Fact]
    public async Task What_no_one_answers_in_time_is_pending_and_written_when_the_catalogue_is_back()
    {
        var database = await CatalogueAsync();
        var route = rabbit.NewRoute();
        using var api = await Services.DeskAsync(rabbit.Uri, route, ("AnswerTimeout", "00:00:01"));
        var results = await api.Desk().PutAsync(new RecordsPut([new RecordPut(Given.Record("a")), new RecordPut(Given.Record("b"))]), Ct);
        Assert.Equal([WriteOutcome.Pending, WriteOutcome.Pending], results.Select(result => result.Outcome));
        // Longer than anybody waits for an answer, and still not forgotten.
        await Task.Delay(TimeSpan.FromSeconds(1), Ct);

        using var catalog = await CatalogAsync(route, database);
        await using var source = NpgsqlDataSource.Create(database);
        await Waiting.UntilAsync(async () =>
        {
            await using var command = source.CreateCommand("select count(*) from catalog.source_record where listing_id is not null");
            return (long)(await command.ExecuteScalarAsync(Ct))! == 2;
        });
    }

    [Fact]
    public async Task A_preview_that_no_one_answers_fails_and_leaves_nothing_behind()
    {
        var route = rabbit.NewRoute();
        using (var consumer = await Services.CatalogAsync(rabbit.Uri, route, new RememberingCatalog()))
        {
            // So that every queue is there.
        }
        using var portal = await Services.DeskAsync(rabbit.Uri, route, ("AnswerTimeout", "00:00:01"));
        var failure = await Assert.ThrowsAsync<TimeoutException>(() => portal.Desk().PreviewAsync(new PreviewWanted(null, null, null), Ct));
        Assert.Equal("The catalogue did not answer within 1 s.", failure.Message);
        await Waiting.UntilAsync(async () => await MessagesAsync(route.Previews) == 0);
        Assert.Equal(0u, await MessagesAsync(route.Dead));
    }

    [Fact]
    public async Task A_broker_that_is_away_is_told_and_is_no_promise()
    {
        var desk = await Services.DeskAsync(new Uri("amqp://guest:guest@127.0.0.1:1/"), rabbit.NewRoute(), ("AnswerTimeout", "00:00:01"));
        var failure = await Assert.ThrowsAsync<TimeoutException>(() => desk.Desk().PutAsync(new RecordsPut([new RecordPut(Given.Record("a"))]), Ct));
        Assert.Equal("The broker did not confirm a message within 1 s.", failure.Message);
        desk.Dispose();
    }

    [Fact]
    public async Task Who_waits_does_not_wait_behind_an_import()
    {
        var route = rabbit.NewRoute();
        var goOn = new TaskCompletionSource();
        using var catalog = await Services.CatalogAsync(rabbit.Uri, route, new RememberingCatalog(_ => goOn.Task), new AnsweringDesk());
        using var ingest = await Services.IngestAsync(rabbit.Uri, route);
        for (var number = 0; number < 20; number++)
        {
            await ingest.Sink().SendAsync(Given.Records($"r{number}"), Ct);
        }
        using var portal = await Services.DeskAsync(rabbit.Uri, route);
        var result = Assert.Single(await portal.Desk().PutAsync(new RecordsPut([new RecordPut(Given.Record("mine"))]), Ct));
        Assert.Equal(WriteOutcome.Written, result.Outcome);
        goOn.SetResult();
    }

    [Fact]
    public async Task A_catalogue_that_fails_tells_who_waits_and_keeps_what_failed()
    {
        var route = rabbit.NewRoute();
        using var catalog = await Services.CatalogAsync(rabbit.Uri, route, new RememberingCatalog(), new AnsweringDesk(new InvalidOperationException("It is broken.")));
        using var portal = await Services.DeskAsync(rabbit.Uri, route);
        var put = await Assert.ThrowsAsync<InvalidOperationException>(() => portal.Desk().PutAsync(new RecordsPut([new RecordPut(Given.Record("a"))]), Ct));
        Assert.Equal("The catalogue failed: It is broken.", put.Message);
        await Waiting.UntilAsync(async () => await MessagesAsync(route.Dead) == 1);
        var preview = await Assert.ThrowsAsync<InvalidOperationException>(() => portal.Desk().PreviewAsync(new PreviewWanted(null, null, null), Ct));
        Assert.Equal("The catalogue failed: It is broken.", preview.Message);
        Assert.Equal(1u, await MessagesAsync(route.Dead));
    }

    async Task<string> CatalogueAsync()
    {
        var database = await postgres.CreateDatabaseAsync("asking");
        await CatalogSchema.MigrateAsync(database, Ct);
        return database;
    }

    Task<IHost> CatalogAsync(RecordRoute route, string database)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Besoksnaring", database)]).Build();
        return Services.StartAsync(rabbit.Uri, route, [], builder =>
        {
            builder.Services.AddCatalogWriter(configuration).AddConsumers(builder.Configuration);
            builder.Services.AddSingleton<IRecordSink>(services => services.GetRequiredService<CatalogWriter>());
            builder.Services.AddSingleton<IAnsweringSink>(services => services.GetRequiredService<CatalogDesk>());
        });
    }

    async Task<uint> MessagesAsync(string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = rabbit.Uri }.CreateConnectionAsync(Ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Ct);
        return (await channel.QueueDeclarePassiveAsync(queue, Ct)).MessageCount;
    }
}
