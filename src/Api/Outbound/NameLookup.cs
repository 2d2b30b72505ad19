using System.Net;

namespace Besoksnaring.Api.Outbound;

/// <summary>
/// Asks the system for a name's addresses, on threads of its own: a name server that does not answer holds a thread for many seconds, and the pool's
/// threads are for those who do answer.
/// </summary>
/// <param name="look">For tests; the system's by default.</param>
sealed class NameLookup(Func<string, IPAddress[]>? look = null) : IDisposable
{
    /// <summary>More than there are partners whose name servers are dead at once; a waiting thread costs little.</summary>
    const int MostAtATime = 256;

    readonly Func<string, IPAddress[]> look = look ?? Dns.GetHostAddresses;
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
            return look(host);
        }
        finally
        {
            places.Release();
        }
    }
}
