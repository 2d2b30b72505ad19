using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Besoksnaring.Api.Limits;

/// <summary>An address as calls are counted by: an IPv4 address, or the first 64 bits of an IPv6 one, which is what one subscriber has.</summary>
readonly record struct CallerAddress(bool IsV6, ulong Bits)
{
    public static CallerAddress Of(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        return length == 4 ? new(false, BinaryPrimitives.ReadUInt32BigEndian(bytes)) : new(true, BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }

    /// <summary>This machine's or a private network's: where a proxy of ours would be.</summary>
    public static bool IsNear(IPAddress address)
    {
        if (IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal)
        {
            return true;
        }
        Span<byte> bytes = stackalloc byte[16];
        return address.AddressFamily == AddressFamily.InterNetwork && address.TryWriteBytes(bytes, out _)
            && (bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and <= 31) || (bytes[0] == 192 && bytes[1] == 168) || (bytes[0] == 169 && bytes[1] == 254));
    }
}
