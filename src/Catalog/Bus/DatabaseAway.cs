using System.Runtime.ExceptionServices;
using MassTransit;

namespace Besoksnaring.Catalog.Bus;

/// <summary>A message waits for a database that is away, rather than become a dead letter; every other fault is the message's own.</summary>
static class DatabaseAway
{
    // About 25 minutes: less than the broker's own patience with a consumer (consumer_timeout, 30 minutes).
    const int Tries = 150;

    public static void Wait(IRetryConfigurator retry)
    {
        retry.Exponential(Tries, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(100));
        retry.Handle<Exception>(DatabaseFault.Passes);
    }

    /// <summary>After all that waiting, or when the process stops meanwhile, the message goes back to the queue it came from.</summary>
    internal sealed class StayInQueue : IFilter<ExceptionReceiveContext>
    {
        public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
        {
            if (context.CancellationToken.IsCancellationRequested || DatabaseFault.Passes(context.Exception))
            {
                ExceptionDispatchInfo.Throw(context.Exception);
            }
            return next.Send(context);
        }

        public void Probe(ProbeContext context) => context.CreateFilterScope("databaseAway");
    }
}
