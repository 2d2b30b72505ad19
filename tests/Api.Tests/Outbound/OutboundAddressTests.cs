using Besoksnaring.Api.Outbound;
using CsCheck;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Api.Tests.Outbound;

/// <summary>An address is taken when a partner may have it, and else refused in words that the partner understands.</summary>
public sealed class OutboundAddressTests
{
    static readonly OutboundRules Closed = Rules(new());
    static readonly OutboundRules Opened = Rules(new() { AllowHttp = true, AllowedNetworks = "127.0.0.0/8, ::1/128" });

    [Theory]
    [InlineData("https://hooks.example.se")]
    [InlineData("https://hooks.example.se/besok?partner=1&x=%C3%A5")]
    [InlineData("https://hooks.example.se:8443/a")]
    [InlineData("HTTPS://Hooks.Example.SE./a")]
    [InlineData("https://bygdegården.se/krok")]
    [InlineData("https://xn--bygdegrden-82a.se/krok")]
    [InlineData("https://8.8.8.8/a")]
    [InlineData("https://[2a00:1450:400f::200e]:444/a")]
    [InlineData("https://[::ffff:8.8.8.8]/")]
    public void What_is_out_on_the_internet_is_taken(string text) => Assert.NotNull(Taken(text, Closed));

    [Theory]
    [InlineData("")]
    [InlineData("hooks.example.se")]
    [InlineData("//hooks.example.se/a")]
    [InlineData("/a")]
    [InlineData("https:hooks.example.se")]
    [InlineData("https:/hooks.example.se")]
    [InlineData("https://")]
    [InlineData("https:///a")]
    [InlineData("https://?a")]
    [InlineData("https:\\\\hooks.example.se\\a")]
    [InlineData("https://hooks.example.se\\@127.0.0.1/")]
    [InlineData(" https://hooks.example.se")]
    [InlineData("https://hooks.example.se/a b")]
    [InlineData("https://hooks.example.se/\r\nX: y")]
    [InlineData("https://hooks.example.se:65536/")]
    [InlineData("https://hooks.example.se:x/")]
    [InlineData("https://hooks..example.se/")]
    [InlineData("https://hooks.example.se%2f@127.0.0.1/")]
    [InlineData("https://127%2e0.0.1/")]
    public void What_is_no_address_is_refused(string text) => Assert.NotNull(Refused(text, Closed));

    [Theory]
    [InlineData("http://hooks.example.se/", "https://")]
    [InlineData("ftp://hooks.example.se/", "https://")]
    [InlineData("ws://hooks.example.se/", "https://")]
    [InlineData("file:///etc/passwd", "whole address")]
    [InlineData("javascript:alert(1)", "whole address")]
    [InlineData("gopher://hooks.example.se/", "https://")]
    [InlineData("https://user@hooks.example.se/", "user and password")]
    [InlineData("https://user:secret@hooks.example.se/", "user and password")]
    [InlineData("https://hooks.example.se@127.0.0.1/", "user and password")]
    [InlineData("https://hooks.example.se/#a", "fragment")]
    [InlineData("https://localhost/", "a name on the public internet")]
    [InlineData("https://localhost./", "a name on the public internet")]
    [InlineData("https://LOCALHOST:443/", "a name on the public internet")]
    [InlineData("https://a.localhost/", "a name on the public internet")]
    [InlineData("https://postgres/", "a name on the public internet")]
    [InlineData("https://printer.local/", "a name on the public internet")]
    [InlineData("https://metadata.google.internal/", "a name on the public internet")]
    [InlineData("https://router.home.arpa./", "a name on the public internet")]
    public void A_refusal_says_what_is_wrong_and_repeats_nothing(string text, string expected)
    {
        var detail = Refused(text, Closed);
        Assert.Contains(expected, detail, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", detail, StringComparison.Ordinal);
    }

    /// <summary>One address of this machine in all the ways that somebody's parser understands.</summary>
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1.")]
    [InlineData("127.1")]
    [InlineData("127.0.1")]
    [InlineData("2130706433")]
    [InlineData("2130706433.")]
    [InlineData("0x7f000001")]
    [InlineData("0x7f.1")]
    [InlineData("0x7F.0x0.0x0.0x1")]
    [InlineData("0177.0.0.1")]
    [InlineData("017700000001")]
    [InlineData("00000177.0.0.01")]
    [InlineData("0177.0x0.0.1")]
    [InlineData("127.0.0.1:443")]
    [InlineData("①②⑦.⓪.⓪.①")]
    [InlineData("１２７.０.０.１")]
    [InlineData("127。0。0。1")]
    [InlineData("127．0．0．1")]
    [InlineData("[::1]")]
    [InlineData("[0:0:0:0:0:0:0:1]")]
    [InlineData("[::127.0.0.1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("[0000:0000:0000:0000:0000:ffff:7f00:0001]")]
    [InlineData("[64:ff9b::127.0.0.1]")]
    [InlineData("[2002:7f00:1::]")]
    [InlineData("[fe80::1%25eth0]")]
    [InlineData("[fe80::1%eth0]")]
    [InlineData("0")]
    [InlineData("0.0.0.0")]
    [InlineData("[::]")]
    [InlineData("169.254.169.254")]
    [InlineData("2852039166")]
    [InlineData("[fd00:ec2::254]")]
    public void No_spelling_of_an_inner_address_is_taken(string host) => Assert.NotNull(Refused($"https://{host}/", Closed));

    [Theory]
    [InlineData("134744072")]
    [InlineData("0x08080808")]
    [InlineData("010.010.010.010")]
    [InlineData("8.8.2056")]
    [InlineData("8.8.8.8.")]
    [InlineData("８.８.８.８")]
    public void A_public_address_that_nobody_can_read_is_not_taken_either(string host) =>
        Assert.Contains("four decimal numbers", Refused($"https://{host}/", Closed), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://127.0.0.1:5000/hook")]
    [InlineData("http://[::1]:5000/hook")]
    [InlineData("http://[::ffff:127.0.0.1]:5000/hook")]
    [InlineData("https://localhost/")]
    [InlineData("http://receiver:8080/")]
    public void What_the_operator_opens_is_taken(string text) => Assert.NotNull(Taken(text, Opened));

    [Theory]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://[::2]/")]
    [InlineData("http://169.254.169.254/")]
    public void And_nothing_else(string text) => Assert.NotNull(Refused(text, Opened));

    [Theory]
    [InlineData("https://193.10.64.7/", false)]
    [InlineData("https://[::ffff:193.10.64.7]/", false)]
    [InlineData("https://[64:ff9b::193.10.64.7]/", false)]
    [InlineData("https://[2a00:1450:1::1]/", false)]
    [InlineData("https://10.1.2.3/", false)]
    [InlineData("https://10.2.2.3/", true)]
    [InlineData("https://193.10.65.7/", true)]
    [InlineData("https://[2a00:1450:2::1]/", true)]
    public void What_the_operator_closes_is_closed(string text, bool taken) => Assert.Equal(
        taken,
        OutboundAddress.Read(text, "address", Rules(new() { AllowedNetworks = "10.0.0.0/8", ForbiddenNetworks = "193.10.64.0/24,2a00:1450:1::/48,10.1.0.0/16" })).Address is not null);

    [Fact]
    public void The_length_is_bounded()
    {
        var text = "https://hooks.example.se/" + new string('a', OutboundAddress.MostCharacters);
        Assert.NotNull(Taken(text[..OutboundAddress.MostCharacters], Closed));
        Assert.NotNull(Refused(text[..(OutboundAddress.MostCharacters + 1)], Closed));
        Assert.NotNull(Refused($"https://{string.Join('.', Enumerable.Repeat("abcdefgh", 29))}.se/", Closed));
    }

    [Fact]
    public void Whatever_is_given_is_taken_or_refused()
    {
        var piece = Gen.OneOf(
            Gen.String, Gen.Char.Select(c => c.ToString()), Gen.String[Gen.Char["0123456789abcdefx.:%[]@#?/\\å\u00ad\u200d\u3002"], 0, 20],
            Gen.OneOf("https://", "http://", "127.0.0.1", "xn--", "[::ffff:", "]", "@", ":443", "localhost", "。", "0x7f", "\ud800", "."));
        Gen.Select(Gen.OneOf("https://", ""), piece.Array[0, 6], (begin, pieces) => begin + string.Concat(pieces)).Sample(
            text =>
            {
                var (address, refusal) = OutboundAddress.Read(text, "address", Closed);
                Assert.True(address is null != refusal is null);
                Assert.True(address is null || address.Scheme == "https");
            },
            iter: 20_000);
    }

    internal static OutboundRules Rules(OutboundOptions options) => new(Options.Create(options));

    static Uri? Taken(string text, OutboundRules rules)
    {
        var (address, refusal) = OutboundAddress.Read(text, "address", rules);
        Assert.Null(refusal);
        return address;
    }

    static string Refused(string text, OutboundRules rules)
    {
        var (address, refusal) = OutboundAddress.Read(text, "address", rules);
        Assert.Null(address);
        Assert.Equal(("invalid-value", "address", (string?)null), (refusal!.Type, refusal.Parameter, refusal.Value));
        return refusal.Detail;
    }
}
