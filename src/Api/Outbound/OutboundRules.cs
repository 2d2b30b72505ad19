using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Api.Outbound;

/// <summary>Where partners may send us: out on the internet, and into the networks that the operator opens; never into those he closes.</summary>
sealed class OutboundRules(IOptions<OutboundOptions> options)
{
    readonly IReadOnlyList<IPNetwork> opened = OutboundOptions.Networks(options.Value.AllowedNetworks);
    readonly IReadOnlyList<IPNetwork> closed = OutboundOptions.Networks(options.Value.ForbiddenNetworks);

    public bool AllowsHttp { get; } = options.Value.AllowHttp;

    /// <summary>Whether names are asked for that only an inner network knows.</summary>
    public bool AllowsInnerNames => opened.Count > 0;

    public bool Allow(IPAddress address)
    {
        var plain = GlobalAddresses.Plain(address);
        return plain.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
            && !closed.Any(network => network.Contains(plain) || network.Contains(address))
            && (GlobalAddresses.Contain(plain) || opened.Any(network => network.Contains(plain)));
    }
}
