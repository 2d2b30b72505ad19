using Besoksnaring.Contracts;
using RabbitMQ.Client;

namespace Besoksnaring.Catalog.Bus;

/// <summary>The queue of dead letters. Looking takes nothing away; a letter leaves only when the broker has it elsewhere.</summary>
sealed class DeadLetters : IAsyncDisposable
{
    readonly IConnection connection;
    readonly IChannel channel;
    readonly RecordRoute route;

    DeadLetters(IConnection connection, IChannel channel, RecordRoute route)
    {
        this.connection = connection;
        this.channel = channel;
        this.route = route;
    }

    public static async Task<DeadLetters> OpenAsync(BusOptions options, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory { Uri = options.Uri!, ClientProvidedName = "besoksnaring-dead-letters" };
        var connection = await factory.CreateConnectionAsync(cancellationToken);
        // Each message is confirmed before the next: the client's own limiter would only slow that down.
        var confirms = new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null);
        var channel = await connection.CreateChannelAsync(confirms, cancellationToken);
        var route = new RecordRoute(options.Queue);
        await channel.QueueDeclareAsync(
            route.Dead, durable: true, exclusive: false, autoDelete: false,
            RecordRoute.DeadArguments.ToDictionary(pair => pair.Key, pair => (object?)pair.Value), cancellationToken: cancellationToken);
        return new(connection, channel, route);
    }

    public Task<uint> CountAsync(CancellationToken cancellationToken) => channel.MessageCountAsync(route.Dead, cancellationToken);

    /// <summary>Each letter that lies there now, once, oldest first. They are back in the queue when this is disposed.</summary>
    public async IAsyncEnumerable<DeadLetter> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var message in TakeAsync(cancellationToken))
        {
            yield return DeadLetter.Read(message.BasicProperties, message.Body.Span);
        }
    }

    /// <summary>Sends letters back to where records wait. A crash on the way may send one twice, which is harmless, and loses none.</summary>
    public async Task<int> RetryAsync(Func<DeadLetter, bool> chosen, CancellationToken cancellationToken)
    {
        var sent = 0;
        await foreach (var message in TakeAsync(cancellationToken))
        {
            if (!chosen(DeadLetter.Read(message.BasicProperties, message.Body.Span)))
            {
                continue;
            }
            await channel.BasicPublishAsync("", route.Name, mandatory: true, Alive(message.BasicProperties), message.Body, cancellationToken);
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellationToken);
            sent++;
        }
        return sent;
    }

    public async ValueTask DisposeAsync()
    {
        // What was taken and not acknowledged goes back.
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }

    async IAsyncEnumerable<BasicGetResult> TakeAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var left = await CountAsync(cancellationToken); left > 0; left--)
        {
            if (await channel.BasicGetAsync(route.Dead, autoAck: false, cancellationToken) is not { } message)
            {
                yield break;
            }
            yield return message;
        }
    }

    static BasicProperties Alive(IReadOnlyBasicProperties dead)
    {
        var headers = (dead.Headers ?? new Dictionary<string, object?>()).Where(header => !DeadLetter.IsAboutDeath(header.Key));
        return new BasicProperties(dead) { Persistent = true, Headers = headers.ToDictionary(header => header.Key, header => header.Value) };
    }
}
