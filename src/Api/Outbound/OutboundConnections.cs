using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Api.Outbound;

/// <summary>All addresses of a name. Tests give answers of their own.</summary>
delegate Task<IPAddress[]> ResolveName(string host, CancellationToken cancellationToken);

/// <summary>
/// Makes the connections to partners' servers. It looks the name up itself, judges every address, and connects to one of those it judged: an answer
/// that changes in between changes nothing. A connection ends after a while, and the next is judged anew.
/// </summary>
sealed partial class OutboundConnections(OutboundRules rules, IOptions<OutboundOptions> options, ResolveName resolve, ILogger<OutboundConnections> logger)
{
    const int MostHeaderKilobytes = 16;

    static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    public SocketsHttpHandler Handler() => new()
    {
        ConnectCallback = ConnectAsync,
        AllowAutoRedirect = false,
        // A proxy would connect in our place, past the check.
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectTimeout = options.Value.ConnectTimeout,
        PooledConnectionLifetime = options.Value.ConnectionLifetime,
        PooledConnectionIdleTimeout = options.Value.ConnectionLifetime,
        MaxConnectionsPerServer = options.Value.MostConnections,
        MaxResponseHeadersLength = MostHeaderKilobytes,
        // Who says more than we read is cut off.
        MaxResponseDrainSize = 0,
        SslOptions = { CertificateChainPolicy = WithoutDownloads() },
    };

    /// <summary>A certificate may say where its issuer's is to be fetched, and whom to ask whether it is revoked: addresses of the partner's choice, past the check.</summary>
    static X509ChainPolicy WithoutDownloads() => new()
    {
        DisableCertificateDownloads = true,
        RevocationMode = X509RevocationMode.NoCheck,
        ApplicationPolicy = { ServerAuthentication },
    };

    async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await JudgedAsync(context.DnsEndPoint.Host, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    async Task<IPAddress[]> JudgedAsync(string host, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }
        if (Array.Exists(addresses, address => !rules.Allow(address)))
        {
            Log.Refused(logger, host, string.Join(", ", addresses.AsEnumerable()));
            throw new OutboundRefusedException("The address leads to a private or reserved network.");
        }
        return addresses;
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Host} was not called: it leads to {Addresses}, and not all of that is on the public internet (Outbound:AllowedNetworks opens others)")]
        public static partial void Refused(ILogger logger, string host, string addresses);
    }
}

/// <summary>We do not go there. The message is for the partner, and does not say what our name servers answer.</summary>
sealed class OutboundRefusedException(string message) : Exception(message);
