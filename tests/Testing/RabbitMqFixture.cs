using System.Collections.Concurrent;
using Besoksnaring.Contracts;
using Besoksnaring.Testing.Servers;
using RabbitMQ.Client;
using Testcontainers.RabbitMq;
using Xunit;

namespace Besoksnaring.Testing;

/// <summary>
/// A real RabbitMQ for a test assembly: the one that the environment names, else one in Docker, else a private node on
/// this machine. Each caller gets queues of its own.
/// </summary>
public sealed class RabbitMqFixture : IAsyncLifetime
{
    /// <summary>An address such as <c>amqp://guest:guest@127.0.0.1:5672/</c>; when set, nothing is started.</summary>
    public const string Variable = "BESOKSNARING_TEST_RABBITMQ";

    public const string Image = "rabbitmq:4.1";

    readonly ConcurrentBag<RecordRoute> created = [];
    IAsyncDisposable? started;

    public Uri Uri { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            Uri = new Uri(given);
            return;
        }
        if (Docker.Answers)
        {
            var container = new RabbitMqBuilder(Image).WithUsername("guest").WithPassword("guest").Build();
            started = container;
            await container.StartAsync();
            Uri = new Uri(container.GetConnectionString());
            return;
        }
        var own = await OwnRabbitMq.StartAsync();
        started = own;
        Uri = own.Uri;
    }

    /// <returns>The names of queues that no one else uses; they are deleted at the end.</returns>
    public RecordRoute NewRoute()
    {
        var route = new RecordRoute($"test.{Guid.NewGuid():N}.records");
        created.Add(route);
        return route;
    }

    public async ValueTask DisposeAsync()
    {
        if (started is not null)
        {
            await started.DisposeAsync();
            return;
        }
        await using var connection = await new ConnectionFactory { Uri = Uri }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var name in created.SelectMany(route => new[] { route.Name, route.Alone, route.Dead }))
        {
            await channel.QueueDeleteAsync(name);
            await channel.ExchangeDeleteAsync(name);
        }
    }
}
