using System.Net;
using Besoksnaring.Api.Tests.Catalogue;

namespace Besoksnaring.Api.Tests.Answers;

public sealed class HeaderTests(ServedCatalogue catalogue)
{
    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("localhost:80@evil.example")]
    [InlineData("127.0.0.1.evil.example:80")]
    public async Task An_address_never_comes_from_a_strangers_Host_header(string host)
    {
        foreach (var path in new[] { "/api/v1/listings", "/api/v1/listings/{l-001}", "/api/v1/listings/{l-merged}", "/api/v1/listings?x=1", "/api/v1/openapi.json", "/", "/ogc", "/ogc/api", "/ogc/collections/listings/items", "/ogc/collections/event/items/{l-merged}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Host", host);
            request.Headers.TryAddWithoutValidation("X-Forwarded-Host", host);
            request.Headers.TryAddWithoutValidation("Forwarded", "host=" + host);
            using var response = await catalogue.Client.SendAsync(request, Ct);
            var answer = response.Headers.Location + await response.Content.ReadAsStringAsync(Ct);
            Assert.DoesNotContain("evil", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_machines_own_name_is_kept_and_the_configured_address_wins()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/listings");
        request.Headers.Host = "localhost:8080";
        using var response = await catalogue.Client.SendAsync(request, Ct);
        Assert.Contains("\"http://localhost:8080/api/v1/listings\"", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        await using var app = await ServedCatalogue.StartAsync(ServedCatalogue.AsReader(catalogue.Owner), ("Api:PublicUrl", "https://data.example.se/"));
        using var client = ServedCatalogue.ClientOf(app);
        Assert.Contains("\"https://data.example.se/api/v1/listings\"", await client.GetStringAsync("/api/v1/listings", Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/listings")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/ogc/collections/listings/items")]
    [InlineData("/")]
    [InlineData("/api/v1/listings?x=1")]
    public async Task Nothing_runs_in_a_browser_and_anybody_may_read(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Origin", "https://arvika.example");
        using var response = await catalogue.Client.SendAsync(request, Ct);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.StartsWith("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task A_preflight_is_answered()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/listings");
        request.Headers.Add("Origin", "https://arvika.example");
        request.Headers.Add("Access-Control-Request-Method", "GET");
        request.Headers.Add("Access-Control-Request-Headers", "if-none-match");
        using var response = await catalogue.Client.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("if-none-match", response.Headers.GetValues("Access-Control-Allow-Headers").Single());
    }
}
