using System.Net;
using System.Net.Sockets;

namespace Besoksnaring.Api.Outbound;

/// <summary>
/// Which IP addresses are out on the internet, by IANA's special-purpose registries: the only ones a partner's server may have.
/// What may carry any address inside it (6to4, Teredo) is not; what is an IPv4 address in another spelling (mapped, NAT64) is judged as that.
/// </summary>
static class GlobalAddresses
{
    static readonly IPNetwork[] NotGlobalV4 = Networks(
        // This host and network; private; shared by a provider's customers; loopback; link-local, where clouds keep their secrets; private.
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        // IETF protocols; documentation; 6to4 relays; private; benchmarks; documentation; multicast; reserved, and broadcast.
        "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    // All that is global in IPv6 is in here: loopback, v4-compatible, local NAT64, discard, segment routing, ULA, link- and site-local and multicast are outside.
    static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    // IETF protocols with Teredo, documentation, 6to4, documentation.
    static readonly IPNetwork[] NotGlobalV6 = Networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    public static bool Contain(IPAddress address)
    {
        var plain = Plain(address);
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? !Array.Exists(NotGlobalV4, network => network.Contains(plain))
            : GlobalUnicast.Contains(plain) && !Array.Exists(NotGlobalV6, network => network.Contains(plain));
    }

    /// <returns>The IPv4 address that packets to this one end at, where it is one in another spelling; else itself.</returns>
    public static IPAddress Plain(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : Nat64.Contains(address) ? new IPAddress(address.GetAddressBytes().AsSpan(12)) : address;
    }

    static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
