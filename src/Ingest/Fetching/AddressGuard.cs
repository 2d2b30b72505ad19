using System.Net;
using System.Net.Sockets;

namespace Besoksnaring.Ingest.Fetching;

/// <summary>
/// Connects to providers, and only to addresses out on the internet. The check is made on the address that is then
/// connected to, so a name that resolves differently the next moment gains nothing.
/// </summary>
sealed class AddressGuard(bool allowPrivate, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve = resolve ?? Dns.GetHostAddressesAsync;

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await AddressesAsync(host, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        var all = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        var permitted = allowPrivate ? all : [.. all.Where(GlobalAddress.Is)];
        return permitted.Length > 0
            ? permitted
            : throw new FetchRefusedException(
                $"{host} leads to {string.Join(", ", all.AsEnumerable())}, a private or reserved network (allowPrivateAddress permits it)");
    }
}
