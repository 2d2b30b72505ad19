using MassTransit;

namespace Besoksnaring.Catalog.Bus;

/// <summary>MassTransit moves what it cannot deserialise twice, as a fault and as a message that no one wanted. One letter is enough.</summary>
sealed class BuriedOnce : IFilter<ReceiveContext>
{
    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) =>
        context.HasPayloadType(typeof(Grave)) ? Task.CompletedTask : next.Send(context);

    public void Probe(ProbeContext context) => context.CreateFilterScope("buriedOnce");

    sealed class Grave;

    internal sealed class Mark : IFilter<ExceptionReceiveContext>
    {
        public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
        {
            context.GetOrAddPayload(() => new Grave());
            return next.Send(context);
        }

        public void Probe(ProbeContext context) => context.CreateFilterScope("buriedOnceMark");
    }
}
