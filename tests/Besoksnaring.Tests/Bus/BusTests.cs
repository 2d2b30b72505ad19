using System.Text;
using System.Text.Json;
using Besoksnaring.Contracts;
using Besoksnaring.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace Besoksnaring.Tests.Bus;

public class BusTests(RabbitMqFixture rabbit)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_messages_arrive_as_they_were_sent()
    {
        var route = rabbit.NewRoute();
        var catalog = new RememberingCatalog();
        using var ingest = await Services.IngestAsync(rabbit.Uri, route);
        using var consumer = await Services.CatalogAsync(rabbit.Uri, route, catalog);
        await ingest.Sink().SendAsync(Given.Records("a"), Ct);
        var records = Assert.IsType<RecordsObserved>(await catalog.NextAsync());
        await ingest.Sink().SendAsync(Given.Run(), Ct);
        var run = Assert.IsType<RunCompleted>(await catalog.NextAsync());
        Assert.Equal(Json(Given.Records("a")), Json(records));
        Assert.Equal(Given.Noon, records.Records[0].ObservedAt);
        Assert.Equal(Given.Run(), run);
    }

    [Fact]
    public async Task What_is_sent_before_any_catalogue_has_run_waits_for_it()
    {
        var route = rabbit.NewRoute();
        using var ingest = await Services.IngestAsync(rabbit.Uri, route);
        await ingest.Sink().SendAsync(Given.Records("early"), Ct);
        var catalog = new RememberingCatalog();
        using var consumer = await Services.CatalogAsync(rabbit.Uri, route, catalog);
        await catalog.UntilAsync(["early"]);
    }

    [Fact]
    public async Task The_message_inside_the_envelope_is_the_contract()
    {
        var route = rabbit.NewRoute();
        using var ingest = await Services.IngestAsync(rabbit.Uri, route);
        await ingest.Sink().SendAsync(Given.Records("a"), Ct);
        await using var connection = await new ConnectionFactory { Uri = rabbit.Uri }.CreateConnectionAsync(Ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Ct);
        var message = await channel.BasicGetAsync(route.Name, autoAck: true, Ct);
        using var envelope = JsonDocument.Parse(message!.Body);
        Assert.Equal(
            Json(Given.Records("a")),
            JsonSerializer.Serialize(envelope.RootElement.GetProperty("message"), ContractsJson.Options));
        Assert.True(message.BasicProperties.Persistent);
    }

    [Fact]
    public async Task The_queues_are_declared_with_their_limits_and_dead_letters()
    {
        var route = rabbit.NewRoute();
        using var consumer = await Services.CatalogAsync(rabbit.Uri, route, new RememberingCatalog());
        // The broker refuses to declare a queue again with other arguments, and names the one that differs.
        Assert.Null(await DeclareAgainAsync(route.Name, route.Arguments));
        Assert.Null(await DeclareAgainAsync(route.Alone, route.AloneArguments));
        Assert.Null(await DeclareAgainAsync(route.Dead, RecordRoute.DeadArguments));
        foreach (var (name, value) in new (string, object)[] { ("x-delivery-limit", 5), ("x-dead-letter-exchange", "elsewhere"), ("x-queue-type", "classic") })
        {
            var otherwise = new Dictionary<string, object>(route.Arguments) { [name] = value };
            Assert.Contains(name, await DeclareAgainAsync(route.Name, otherwise), StringComparison.Ordinal);
        }
        Assert.Equal("quorum", route.Arguments["x-queue-type"]);
        Assert.Equal(route.Alone, route.Arguments["x-dead-letter-exchange"]);
        Assert.Equal(route.Dead, route.AloneArguments["x-dead-letter-exchange"]);
        // One more delivery than the limit, from each of the two queues.
        Assert.InRange((int)route.Arguments["x-delivery-limit"] + 1 + (int)route.AloneArguments["x-delivery-limit"] + 1, 2, 10);
    }

    [Fact]
    public async Task A_broker_that_is_away_is_an_error_in_bounded_time()
    {
        using var ingest = await Services.IngestAsync(
            new Uri("amqp://guest:guest@127.0.0.1:1/"), new RecordRoute(), ("ConfirmTimeout", "00:00:01"));
        await Assert.ThrowsAsync<TimeoutException>(() => ingest.Sink().SendAsync(Given.Records("a"), Ct));
    }

    [Fact]
    public async Task A_cancelled_send_is_cancelled_not_timed_out()
    {
        using var ingest = await Services.IngestAsync(new Uri("amqp://guest:guest@127.0.0.1:1/"), new RecordRoute());
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ingest.Sink().SendAsync(Given.Records("a"), cancelled.Token));
    }

    [Fact]
    public async Task Nothing_calls_home()
    {
        using var ingest = await Services.IngestAsync(rabbit.Uri, rabbit.NewRoute());
        using var consumer = await Services.CatalogAsync(rabbit.Uri, rabbit.NewRoute(), new RememberingCatalog());
        foreach (var host in new[] { ingest, consumer })
        {
            Assert.False(host.Services.GetRequiredService<IOptions<UsageTelemetryOptions>>().Value.Enabled);
        }
    }

    async Task<string?> DeclareAgainAsync(string queue, IReadOnlyDictionary<string, object> arguments)
    {
        await using var connection = await new ConnectionFactory { Uri = rabbit.Uri }.CreateConnectionAsync(Ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Ct);
        try
        {
            await channel.QueueDeclareAsync(
                queue, durable: true, exclusive: false, autoDelete: false, arguments.ToDictionary(pair => pair.Key, pair => (object?)pair.Value), cancellationToken: Ct);
            return null;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException exception)
        {
            return exception.Message;
        }
    }

    static string Json<T>(T value) => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(value, ContractsJson.Options));
}
