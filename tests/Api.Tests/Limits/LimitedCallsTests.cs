using System.Net;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Api.Tests.Partners;
using Microsoft.AspNetCore.Builder;
using NodaTime;

namespace Besoksnaring.Api.Tests.Limits;

/// <summary>Who is counted as whom, and what he is told.</summary>
public sealed class LimitedCallsTests(ServedCatalogue catalogue)
{
    const string Path = "/api/v1/municipalities";

    [Fact]
    public async Task A_caller_is_told_what_is_left_and_refused_when_nothing_is()
    {
        await using var app = await StartAsync(("Api:TrustedProxies", "127.0.0.0/8"), ("Api:CallsPerMinute", "3"));
        using var client = ServedCatalogue.ClientOf(app);
        string? tag = null;
        for (var call = 1; call <= 3; call++)
        {
            // The first is made, the second comes from the cache, the third is a 304: one call each.
            using var response = await SendAsync(client, "198.51.100.7", tag: call == 3 ? tag : null);
            Assert.Equal(call == 3 ? HttpStatusCode.NotModified : HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("\"address\";q=3;w=60", response.Headers.GetValues("RateLimit-Policy").Single());
            Assert.StartsWith($"\"address\";r={3 - call};t=", response.Headers.GetValues("RateLimit").Single(), StringComparison.Ordinal);
            tag = response.Headers.ETag?.ToString();
        }
        using var refused = await SendAsync(client, "198.51.100.7", origin: "https://arvika.example");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.True(refused.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.Contains("/problems/too-many-calls", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.StartsWith("\"address\";r=0;t=", refused.Headers.GetValues("RateLimit").Single(), StringComparison.Ordinal);
        Assert.Contains("RateLimit-Policy", string.Join(',', refused.Headers.GetValues("Access-Control-Expose-Headers")), StringComparison.Ordinal);
        Assert.Equal("nosniff", refused.Headers.GetValues("X-Content-Type-Options").Single());
        using var another = await SendAsync(client, "198.51.100.8");
        Assert.Equal(HttpStatusCode.OK, another.StatusCode);
        using var health = await SendAsync(client, "198.51.100.7", path: "/health/ready");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.False(health.Headers.Contains("RateLimit"));
    }

    [Theory]
    // One subscriber has a /64, and a proxy may write the port too.
    [InlineData("X-Forwarded-For", "2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("X-Forwarded-For", "2001:db8:1:2::1", "[2001:db8:1:2::1]:443", true)]
    [InlineData("X-Forwarded-For", "2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("X-Forwarded-For", "198.51.100.7", "198.51.100.7:5000", true)]
    [InlineData("X-Forwarded-For", "198.51.100.7", "::ffff:198.51.100.7", true)]
    // What the caller wrote itself stands before what our proxies wrote.
    [InlineData("X-Forwarded-For", "198.51.100.7", "203.0.113.5, 198.51.100.7", true)]
    [InlineData("X-Forwarded-For", "198.51.100.7", "198.51.100.7, 203.0.113.5", false)]
    [InlineData("X-Forwarded-For", "198.51.100.7", "198.51.100.7, 127.0.0.9", true)]
    [InlineData("Forwarded", "for=198.51.100.7", "for=\"198.51.100.7:80\";proto=https", true)]
    [InlineData("Forwarded", "for=198.51.100.7", "proto=https;For=\"[2001:db8::1]\"", false)]
    // Who cannot be read is the proxy itself.
    [InlineData("X-Forwarded-For", "unknown", "198.51.100.7, ", true)]
    public async Task Callers_are_told_apart_as_the_proxies_say(string header, string one, string other, bool areOne)
    {
        await using var app = await StartAsync(("Api:TrustedProxies", "127.0.0.0/8, ::1"), ("Api:CallsPerMinute", "1"), ("Api:ForwardedHeader", header));
        using var client = ServedCatalogue.ClientOf(app);
        using var first = await SendAsync(client, one, header);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var second = await SendAsync(client, other, header);
        Assert.Equal(areOne ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    public async Task A_header_is_believed_of_nobody_else_and_the_other_header_never()
    {
        await using var app = await StartAsync(("Api:TrustedProxies", "192.0.2.1"), ("Api:CallsPerMinute", "1"));
        using var client = ServedCatalogue.ClientOf(app);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(client, "198.51.100.7")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SendAsync(client, "198.51.100.8")).StatusCode);

        await using var trusting = await StartAsync(("Api:TrustedProxies", "127.0.0.1"), ("Api:CallsPerMinute", "1"));
        using var through = ServedCatalogue.ClientOf(trusting);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(through, "for=198.51.100.7", "Forwarded")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SendAsync(through, "for=198.51.100.8", "Forwarded")).StatusCode);
    }

    [Fact]
    public async Task Without_known_proxies_nobody_near_is_counted()
    {
        await using var app = await StartAsync(("Api:CallsPerMinute", "1"));
        using var client = ServedCatalogue.ClientOf(app);
        for (var call = 0; call < 3; call++)
        {
            using var response = await SendAsync(client, "198.51.100.7");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.False(response.Headers.Contains("RateLimit"));
        }
    }

    [Fact]
    public async Task A_partner_has_its_own_limit_for_all_its_keys_and_a_wrong_key_none()
    {
        await using var app = await StartAsync(("Api:TrustedProxies", "127.0.0.1"), ("Api:CallsPerMinute", "2"));
        using var client = ServedCatalogue.ClientOf(app);
        var (id, key) = await APartner.AddAsync(catalogue.Owner);
        await ServedCatalogue.ExecuteAsync(catalogue.Owner, $"update partner.partner set calls_per_minute = 4 where id = '{id}'");
        var second = await APartner.WithBookAsync(catalogue.Owner, book => book.RotateAsync(id, Duration.FromDays(30_000), Ct));
        for (var call = 0; call < 4; call++)
        {
            using var response = await APartner.SendAsync(client, HttpMethod.Get, Path, call % 2 == 0 ? key : second);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.StartsWith($"\"key\";r={3 - call};", response.Headers.GetValues("RateLimit").Single(), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, (await APartner.SendAsync(client, HttpMethod.Get, Path, key)).StatusCode);
        foreach (var status in new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests })
        {
            Assert.Equal(status, (await APartner.SendAsync(client, HttpMethod.Get, Path, KeyText.Make().Key)).StatusCode);
        }
    }

    [Fact]
    public async Task A_wrong_setting_does_not_start()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(("Api:TrustedProxies", "10.0.0.0/8, proxy.example")));
        Assert.Contains("proxy.example", error.Message, StringComparison.Ordinal);
    }

    Task<WebApplication> StartAsync(params (string Key, string Value)[] settings) => ServedCatalogue.StartAsync(ServedCatalogue.AsReader(catalogue.Owner), settings);

    static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, string forwarded, string header = "X-Forwarded-For", string path = Path, string? tag = null, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(header, forwarded);
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        request.Headers.TryAddWithoutValidation("Origin", origin);
        return await client.SendAsync(request, Ct);
    }
}
