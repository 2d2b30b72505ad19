using System.Diagnostics;
using System.Text.Json;
using Besoksnaring.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Besoksnaring.Benchmarks;

/// <summary>The reference for the bus: the same messages through the bare client, with the same promises (quorum queue, confirms, acks) and the same JSON.</summary>
static class RawClient
{
    /// <returns>Messages a second, from the first publish to the last acknowledgement.</returns>
    public static async Task<double> RateAsync(Uri broker, IReadOnlyList<RecordsObserved> messages, int inFlight)
    {
        const string Queue = "benchmark.raw";
        var factory = new ConnectionFactory { Uri = broker };
        await using var connection = await factory.CreateConnectionAsync();
        await using var consuming = await connection.CreateChannelAsync(new CreateChannelOptions(false, false, consumerDispatchConcurrency: 2));
        await consuming.QueueDeleteAsync(Queue);
        await consuming.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false,
            arguments: new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-delivery-limit"] = 5 });
        await consuming.BasicQosAsync(0, 4, false);

        var received = 0;
        var all = new TaskCompletionSource();
        var consumer = new AsyncEventingBasicConsumer(consuming);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            var message = JsonSerializer.Deserialize<RecordsObserved>(delivery.Body.Span, ContractsJson.Options);
            ArgumentNullException.ThrowIfNull(message);
            await consuming.BasicAckAsync(delivery.DeliveryTag, false);
            if (Interlocked.Increment(ref received) == messages.Count)
            {
                all.SetResult();
            }
        };
        await consuming.BasicConsumeAsync(Queue, autoAck: false, consumer);

        await using var publishing = await connection.CreateChannelAsync(new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null));
        var properties = new BasicProperties { Persistent = true, ContentType = "application/json" };
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(messages, new ParallelOptions { MaxDegreeOfParallelism = inFlight }, async (message, cancellationToken) =>
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(message, ContractsJson.Options);
            await publishing.BasicPublishAsync("", Queue, mandatory: true, properties, body, cancellationToken);
        });
        await all.Task.WaitAsync(TimeSpan.FromMinutes(2));
        var rate = messages.Count / clock.Elapsed.TotalSeconds;
        await consuming.QueueDeleteAsync(Queue);
        return rate;
    }
}
