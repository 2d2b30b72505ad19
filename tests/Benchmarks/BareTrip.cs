using System.Text.Json;
using Besoksnaring.Contracts;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Besoksnaring.Benchmarks;

/// <summary>The least that a message can cost from publish to commit: the bare client, a quorum queue, one row inserted.</summary>
sealed class BareTrip : IAsyncDisposable
{
    const string Insert = "insert into public.bare_trip (body) values ($1)";

    readonly IConnection connection;
    readonly IChannel channel;
    readonly NpgsqlConnection database;
    readonly string queue = $"benchmark.bare.{Guid.NewGuid():N}";
    TaskCompletionSource committed = new();

    BareTrip(IConnection connection, IChannel channel, NpgsqlConnection database) =>
        (this.connection, this.channel, this.database) = (connection, channel, database);

    public static async Task<BareTrip> StartAsync(Bench bench, string connectionString)
    {
        var database = new NpgsqlConnection(connectionString);
        await database.OpenAsync(bench.Cancellation);
        await using (var create = new NpgsqlCommand("create table public.bare_trip (id bigint generated always as identity primary key, body jsonb)", database))
        {
            await create.ExecuteNonQueryAsync(bench.Cancellation);
        }
        var connection = await new ConnectionFactory { Uri = bench.Broker.Uri }.CreateConnectionAsync(bench.Cancellation);
        var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true, outstandingPublisherConfirmationsRateLimiter: null));
        var trip = new BareTrip(connection, channel, database);
        await trip.ListenAsync();
        return trip;
    }

    public async Task SendAsync(RecordsObserved message)
    {
        committed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var body = JsonSerializer.SerializeToUtf8Bytes(message, ContractsJson.Options);
        await channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties { Persistent = true }, body);
        await committed.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    async Task ListenAsync()
    {
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false,
            arguments: new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        var consuming = await connection.CreateChannelAsync();
        var consumer = new AsyncEventingBasicConsumer(consuming);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            await using var insert = new NpgsqlCommand(Insert, database);
            insert.Parameters.Add(new() { Value = delivery.Body.ToArray(), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb });
            await insert.ExecuteNonQueryAsync();
            committed.SetResult();
            await consuming.BasicAckAsync(delivery.DeliveryTag, multiple: false);
        };
        await consuming.BasicConsumeAsync(queue, autoAck: false, consumer);
    }

    public async ValueTask DisposeAsync()
    {
        await channel.QueueDeleteAsync(queue);
        await channel.DisposeAsync();
        await connection.DisposeAsync();
        await database.DisposeAsync();
    }
}
