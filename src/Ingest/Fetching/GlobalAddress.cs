using System.Net;
using System.Net.Sockets;

namespace Besoksnaring.Ingest.Fetching;

/// <summary>Which IP addresses are out on the internet (IANA's special-purpose registries): the only ones a provider may have.</summary>
static class GlobalAddress
{
    static readonly IPNetwork[] NotGlobal =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // IETF protocols and Teredo, documentation, 6to4 (carries any IPv4 address), documentation again.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    // Everything global in IPv6 is in here today; loopback, link-local, ULA, multicast and NAT64 are outside.
    static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    public static bool Is(IPAddress address)
    {
        var ip = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return ip.AddressFamily switch
        {
            AddressFamily.InterNetwork => !NotGlobal.Any(network => network.Contains(ip)),
            AddressFamily.InterNetworkV6 => GlobalUnicast.Contains(ip) && !NotGlobal.Any(network => network.Contains(ip)),
            _ => false,
        };
    }
}
