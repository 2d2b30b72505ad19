using Besoksnaring.Contracts;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Bus;

/// <summary>Sends over RabbitMQ. A message that is sent is on the disks of a majority of the broker's nodes, in the queue.</summary>
sealed class BusRecordSink(IBus bus, IOptions<BusOptions> options) : IRecordSink
{
    public Task SendAsync(RecordsObserved records, CancellationToken cancellationToken) =>
        PublishAsync(records, cancellationToken);

    public Task SendAsync(RunCompleted run, CancellationToken cancellationToken) => PublishAsync(run, cancellationToken);

    async Task PublishAsync<T>(T message, CancellationToken cancellationToken) where T : class
    {
        var limit = options.Value.ConfirmTimeout;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        try
        {
            // Waits as long as the broker is away, so the waiting itself is bounded too.
            await bus.Publish(message, Pipe.Execute<PublishContext<T>>(BusModule.RefuseToBeDropped), timeout.Token).WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The broker did not confirm a message within {limit.TotalSeconds:0.#} s.");
        }
    }
}
