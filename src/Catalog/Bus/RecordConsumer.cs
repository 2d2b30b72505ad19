using Besoksnaring.Contracts;
using MassTransit;

namespace Besoksnaring.Catalog.Bus;

/// <summary>Carries what arrives to the catalogue; a message is done with when its records are committed.</summary>
sealed class RecordConsumer(IRecordSink catalog) : IConsumer<RecordsObserved>, IConsumer<RunCompleted>
{
    public Task Consume(ConsumeContext<RecordsObserved> context) =>
        catalog.SendAsync(context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<RunCompleted> context) =>
        catalog.SendAsync(context.Message, context.CancellationToken);
}
