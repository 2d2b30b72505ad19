using System.Net;

namespace Besoksnaring.Api.Outbound;

/// <summary>
/// Asks the system for a name's addresses, on threads of its own: a name server that does not answer holds a thread for many seconds, and the pool's
/// threads are for those who do answer.
/// </summary>
sealed class NameLookup : IDisposable
{
    const int MostAtATime = 64;

    readonly SemaphoreSlim places = new(MostAtATime);

    public async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        var lookup = Task.Factory.StartNew(() => Look(host), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return await lookup.WaitAsync(cancellationToken);
    }

    public void Dispose() => places.Dispose();

    IPAddress[] Look(string host)
    {
        try
        {
            return Dns.GetHostAddresses(host);
        }
        finally
        {
            places.Release();
        }
    }
}
