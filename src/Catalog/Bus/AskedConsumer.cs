using Besoksnaring.Contracts;
using MassTransit;

namespace Besoksnaring.Catalog.Bus;

/// <summary>Carries what somebody waits for to the catalogue, and its answer back when it is committed.</summary>
sealed class AskedConsumer(IAnsweringSink desk) : IConsumer<RecordsPut>, IConsumer<ListingDecided>
{
    public async Task Consume(ConsumeContext<RecordsPut> context) =>
        await context.RespondAsync(new RecordsAnswered(await desk.PutAsync(context.Message, context.CancellationToken)));

    public async Task Consume(ConsumeContext<ListingDecided> context) =>
        await context.RespondAsync(await desk.DecideAsync(context.Message, context.CancellationToken));
}

sealed class PreviewConsumer(IAnsweringSink desk) : IConsumer<PreviewWanted>
{
    public async Task Consume(ConsumeContext<PreviewWanted> context) =>
        await context.RespondAsync(await desk.PreviewAsync(context.Message, context.CancellationToken));
}
