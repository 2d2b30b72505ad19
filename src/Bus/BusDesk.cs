using Besoksnaring.Contracts;
using MassTransit;
using MassTransit.Configuration;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Bus;

/// <summary>
/// Asks the catalogue over RabbitMQ and waits for the answer, a bounded while. What the broker has confirmed is written sooner or later; what it
/// has not is unknown, and the same must be asked again.
/// </summary>
sealed class BusDesk(IBus bus, IOptions<BusOptions> options) : IAnsweringSink
{
    static readonly WriteResult Pending = new(WriteOutcome.Pending);

    public async Task<IReadOnlyList<WriteResult>> PutAsync(RecordsPut records, CancellationToken cancellationToken) =>
        await AskAsync<RecordsPut, RecordsAnswered>(records, null, cancellationToken) is { } answer ? answer.Results : [.. records.Records.Select(_ => Pending)];

    public async Task<WriteResult> DecideAsync(ListingDecided decided, CancellationToken cancellationToken) =>
        await AskAsync<ListingDecided, WriteResult>(decided, null, cancellationToken) ?? Pending;

    public async Task<ListingPreview> PreviewAsync(PreviewWanted wanted, CancellationToken cancellationToken) =>
        // Who asked is gone by then, so an old question is not worth an answer.
        await AskAsync<PreviewWanted, ListingPreview>(wanted, options.Value.AnswerTimeout, cancellationToken)
            ?? throw new TimeoutException($"The catalogue did not answer within {options.Value.AnswerTimeout.TotalSeconds:0.#} s.");

    /// <returns>Null: the broker has it, and there was no answer in time.</returns>
    /// <exception cref="TimeoutException">The broker did not confirm it in time.</exception>
    async Task<TAnswer?> AskAsync<TAsked, TAnswer>(TAsked asked, TimeSpan? timeToLive, CancellationToken cancellationToken)
        where TAsked : class
        where TAnswer : class
    {
        var limit = options.Value.AnswerTimeout;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        var answered = new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = NewId.NextGuid();
        using var answers = bus.ConnectRequestHandler<TAnswer>(request, context =>
        {
            answered.TrySetResult(context.Message);
            return Task.CompletedTask;
        }, new PipeConfigurator<ConsumeContext<TAnswer>>());
        using var faults = bus.ConnectRequestHandler<Fault<TAsked>>(request, context =>
        {
            answered.TrySetException(new InvalidOperationException($"The catalogue failed: {context.Message.Exceptions.FirstOrDefault()?.Message}"));
            return Task.CompletedTask;
        }, new PipeConfigurator<ConsumeContext<Fault<TAsked>>>());
        var isConfirmed = false;
        try
        {
            await bus.Publish(asked, Pipe.Execute<PublishContext<TAsked>>(context =>
            {
                context.RequestId = request;
                context.ResponseAddress = bus.Address;
                context.TimeToLive = timeToLive;
                context.RefuseToBeDropped();
            }), timeout.Token).WaitAsync(timeout.Token);
            isConfirmed = true;
            return await answered.Task.WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return isConfirmed ? null : throw new TimeoutException($"The broker did not confirm a message within {limit.TotalSeconds:0.#} s.");
        }
    }
}
