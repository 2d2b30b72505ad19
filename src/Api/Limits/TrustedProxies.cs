using System.Net;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Api.Limits;

/// <summary>Who calls, when proxies stand between. What a header says is believed of the proxies that are configured, and no further.</summary>
sealed class TrustedProxies
{
    readonly IPNetwork[] networks;
    readonly string header;

    public TrustedProxies(IOptions<ApiOptions> options)
    {
        networks = [.. (options.Value.TrustedProxies ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Network)];
        header = options.Value.ForwardedHeader;
    }

    static IPNetwork Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new InvalidOperationException($"Api:TrustedProxies has '{text}', which is no address and no network such as 10.0.0.0/8.");

    /// <returns>Null: nobody can tell callers apart, because a proxy that is not configured may stand before them all.</returns>
    public CallerAddress? CallerOf(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } connected)
        {
            return null;
        }
        var address = Plain(connected);
        if (networks.Length == 0)
        {
            return CallerAddress.IsNear(address) ? null : CallerAddress.Of(address);
        }
        if (!IsTrusted(address))
        {
            return CallerAddress.Of(address);
        }
        // Each proxy adds whom it was called by at the end: the first that we do not know is the caller.
        var entries = context.Request.Headers[header].ToString().Split(',');
        for (var i = entries.Length - 1; i >= 0 && IsTrusted(address) && Read(entries[i]) is { } before; i--)
        {
            address = before;
        }
        return CallerAddress.Of(address);
    }

    bool IsTrusted(IPAddress address) => Array.Exists(networks, network => network.Contains(address));

    /// <returns>Null for what is no address, such as <c>for=unknown</c>.</returns>
    static IPAddress? Read(string entry)
    {
        var text = entry.Trim();
        if (text.Contains('=', StringComparison.Ordinal))
        {
            var given = text.Split(';').Select(pair => pair.Split('=', 2, StringSplitOptions.TrimEntries)).FirstOrDefault(pair => pair.Length == 2 && pair[0].Equals("for", StringComparison.OrdinalIgnoreCase));
            text = given?[1].Trim('"') ?? "";
        }
        return IPEndPoint.TryParse(text, out var endpoint) ? Plain(endpoint.Address) : null;
    }

    static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
