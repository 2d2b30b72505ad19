using System.Net;
using Besoksnaring.Api.Outbound;
using CsCheck;

namespace Besoksnaring.Api.Tests.Outbound;

/// <summary>IANA's special-purpose registries, each range at its borders, and all of it against another way to say the same.</summary>
public sealed class GlobalAddressTests
{
    /// <summary>Each range's first and last address, and its neighbours where those are global.</summary>
    public static TheoryData<string, string, string?, string?> Ranges => new()
    {
        { "0.0.0.0", "0.255.255.255", null, "1.0.0.0" },
        { "10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0" },
        { "100.64.0.0", "100.127.255.255", "100.63.255.255", "100.128.0.0" },
        { "127.0.0.0", "127.255.255.255", "126.255.255.255", "128.0.0.0" },
        { "169.254.0.0", "169.254.255.255", "169.253.255.255", "169.255.0.0" },
        { "172.16.0.0", "172.31.255.255", "172.15.255.255", "172.32.0.0" },
        { "192.0.0.0", "192.0.0.255", "191.255.255.255", "192.0.1.0" },
        { "192.0.2.0", "192.0.2.255", "192.0.1.255", "192.0.3.0" },
        { "192.88.99.0", "192.88.99.255", "192.88.98.255", "192.88.100.0" },
        { "192.168.0.0", "192.168.255.255", "192.167.255.255", "192.169.0.0" },
        { "198.18.0.0", "198.19.255.255", "198.17.255.255", "198.20.0.0" },
        { "198.51.100.0", "198.51.100.255", "198.51.99.255", "198.51.101.0" },
        { "203.0.113.0", "203.0.113.255", "203.0.112.255", "203.0.114.0" },
        { "224.0.0.0", "239.255.255.255", "223.255.255.255", null },
        { "240.0.0.0", "255.255.255.255", null, null },
        { "::", "::fffe:ffff:ffff", null, null },
        { "::ffff:10.0.0.0", "::ffff:10.255.255.255", "::ffff:9.255.255.255", "::ffff:11.0.0.0" },
        { "::1:0:0:0", "64:ff9a:ffff:ffff:ffff:ffff:ffff:ffff", null, null },
        { "64:ff9b::", "64:ff9b::ff:ffff", null, "64:ff9b::100:0" },
        { "64:ff9b::7f00:0", "64:ff9b::7fff:ffff", "64:ff9b::7eff:ffff", "64:ff9b::8000:0" },
        { "64:ff9b::a9fe:a9fe", "64:ff9b::a9fe:ffff", "64:ff9b::a9fd:ffff", "64:ff9b::a9ff:0" },
        { "64:ff9b::1:0:0", "64:ff9b::ffff:ffff:ffff:ffff", null, null },
        { "64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", null, null },
        { "100::", "100::ffff:ffff:ffff:ffff", null, null },
        { "64:ff9b:1:ffff::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, "2000::" },
        { "2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::" },
        { "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::" },
        { "2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2003::" },
        { "3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::" },
        { "4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null },
        { "5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, null },
        { "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, null },
        { "fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, null },
        { "fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, null },
        { "ff00::", "ff02::1", null, null },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public void A_range_ends_where_it_ends(string first, string last, string? before, string? after)
    {
        Assert.All([first, last], inside => Assert.False(GlobalAddresses.Contain(IPAddress.Parse(inside)), inside));
        Assert.All(new[] { before, after }.OfType<string>(), outside => Assert.True(GlobalAddresses.Contain(IPAddress.Parse(outside)), outside));
    }

    [Theory]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::8.8.8.8")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:0:8.8.8.8")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2002:808:808::1")]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2")]
    [InlineData("fe80::1%1")]
    public void No_spelling_brings_an_inner_address_out(string address) => Assert.False(GlobalAddresses.Contain(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("193.10.64.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2a00:1450:400f::200e")]
    [InlineData("2620:fe::fe")]
    public void What_is_out_on_the_internet_is_global(string address) => Assert.True(GlobalAddresses.Contain(IPAddress.Parse(address)));

    [Fact]
    public void Any_IPv4_address_is_judged_as_by_its_numbers() => V4.Sample(number => Assert.Equal(IsGlobalV4(number), GlobalAddresses.Contain(ToAddress(number))), iter: 100_000);

    [Fact]
    public void Any_IPv6_address_is_judged_as_by_its_numbers() => V6.Sample(number => Assert.Equal(IsGlobalV6(number), GlobalAddresses.Contain(ToAddress(number))), iter: 100_000);

    // Anything, and what is next to a power of two above a range's first number.
    static readonly Gen<uint> V4 = Gen.OneOf(Gen.UInt, Gen.Select(Gen.OneOf(Firsts().ToArray()), Gen.Int[0, 31], Gen.Int[-2, 2], (first, bit, step) => unchecked(first + (1u << bit) + (uint)step)));

    static readonly Gen<UInt128> V6 = Gen.OneOf(
        Gen.Select(Gen.ULong, Gen.ULong, (high, low) => new UInt128(high, low)),
        V4.Select(number => new UInt128(0, 0xffff_0000_0000ul | number)),
        V4.Select(number => new UInt128(0x0064_ff9b_0000_0000, number)),
        Gen.Select(Gen.OneOf<ulong>(0x2000, 0x2001, 0x2002, 0x2003, 0x3ffe, 0x3fff, 0x4000, 0x1fff, 0xfe80, 0x0064, 0x0100, 0), Gen.ULong, Gen.Int[0, 48], Gen.ULong, (first, rest, zeros, low) =>
            new UInt128(first << 48 | rest >> 16 >> zeros, low)));

    static bool IsGlobalV4(uint number)
    {
        var (a, b, c) = (number >> 24, number >> 16 & 255, number >> 8 & 255);
        return (a, b, c) switch
        {
            (0 or 10 or 127 or >= 224, _, _) => false,
            (100, >= 64 and < 128, _) or (169, 254, _) or (172, >= 16 and < 32, _) or (192, 168, _) or (198, 18 or 19, _) => false,
            (192, 0, 0 or 2) or (192, 88, 99) or (198, 51, 100) or (203, 0, 113) => false,
            _ => true,
        };
    }

    static bool IsGlobalV6(UInt128 number)
    {
        if (number >> 32 == 0xffff || number >> 32 == (UInt128)0x0064_ff9b << 64)
        {
            return IsGlobalV4((uint)(number & uint.MaxValue));
        }
        var (first, second) = ((uint)(number >> 112), (uint)(number >> 96) & 0xffff);
        return first is >= 0x2000 and < 0x4000 && first != 0x2002 && !(first == 0x2001 && (second is < 0x200 or 0xdb8)) && !(first == 0x3fff && second < 0x1000);
    }

    static IEnumerable<uint> Firsts() => Ranges.Select(row => IPAddress.Parse(row.Data.Item1)).Where(address => address.GetAddressBytes().Length == 4)
        .Select(address => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes()));

    static IPAddress ToAddress(uint number)
    {
        var bytes = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return new(bytes);
    }

    static IPAddress ToAddress(UInt128 number)
    {
        var bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new(bytes);
    }
}
