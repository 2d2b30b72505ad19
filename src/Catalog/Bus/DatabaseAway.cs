using MassTransit;

namespace Besoksnaring.Catalog.Bus;

/// <summary>A message waits for a database that is away, rather than become a dead letter; every other fault is the message's own.</summary>
static class DatabaseAway
{
    // About three hours; the broker's own patience (consumer_timeout, 30 minutes) gives the message anew before.
    const int Tries = 1100;

    public static void Wait(IRetryConfigurator retry)
    {
        retry.Exponential(Tries, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(100));
        retry.Handle<Exception>(DatabaseFault.Passes);
    }
}
