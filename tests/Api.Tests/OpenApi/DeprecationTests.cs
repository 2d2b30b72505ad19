using System.Net;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Tests.Catalogue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Besoksnaring.Api.Tests.OpenApi;

/// <summary>Whoever uses what will go is told so by each answer. Nothing that ships is deprecated yet, so the test has an operation of its own.</summary>
public sealed class DeprecationTests(ServedCatalogue catalogue) : IAsyncLifetime
{
    WebApplication app = null!;
    HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        app = ServedCatalogue.Build(ServedCatalogue.AsReader(catalogue.Owner), ("Api:PublicUrl", "https://data.example.se"));
        app.MapOperation<Old>("/api/v1/old/{id}");
        await app.StartAsync(Ct);
        client = ServedCatalogue.ClientOf(app);
    }

    [Theory]
    [InlineData("/api/v1/old/a%20b", HttpStatusCode.OK)]
    [InlineData("/api/v1/old/a%20b?x=1", HttpStatusCode.BadRequest)]
    public async Task Each_answer_says_since_when_until_when_and_what_instead(string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Origin", "https://arvika.example");
        using var response = await client.SendAsync(request, Ct);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("@1798761600", response.Headers.GetValues("Deprecation").Single());
        Assert.Equal("Thu, 01 Jul 2027 00:00:00 GMT", response.Headers.GetValues("Sunset").Single());
        Assert.Equal(
            [
                "<https://data.example.se/docs>; rel=\"deprecation\"; type=\"text/plain\"", "<https://data.example.se/docs>; rel=\"sunset\"; type=\"text/plain\"",
                "<https://data.example.se/api/v1/listings/a%20b>; rel=\"successor-version\"",
            ],
            response.Headers.GetValues("Link"));
        Assert.Superset(new HashSet<string> { "Deprecation", "Sunset", "Link" }, response.Headers.GetValues("Access-Control-Expose-Headers").Single().Split(',').Select(name => name.Trim()).ToHashSet());
    }

    [Fact]
    public async Task A_parameter_says_it_only_to_who_gives_it_and_the_earliest_counts()
    {
        using var response = await client.GetAsync("/api/v1/old/1?q=x", Ct);
        Assert.Equal("@1767225600", response.Headers.GetValues("Deprecation").Single());
        Assert.Equal("Thu, 01 Jul 2027 00:00:00 GMT", response.Headers.GetValues("Sunset").Single());
        using var other = await client.GetAsync("/api/v1/listings", Ct);
        Assert.False(other.Headers.Contains("Deprecation") || other.Headers.Contains("Link"));
    }

    [Fact]
    public async Task OpenAPI_says_it_too()
    {
        var paths = JsonNode.Parse(await client.GetStringAsync("/api/v1/openapi.json", Ct))!["paths"]!;
        var old = paths["/api/v1/old/{id}"]!["get"]!;
        Assert.True((bool)old["deprecated"]!);
        Assert.Equal("**Deprecated** since 2027-01-01, gone after 2027-07-01. Use `/api/v1/listings/{id}` instead.", (string)old["description"]!);
        var parameter = old["parameters"]!.AsArray().Single(p => (string)p!["name"]! == "q")!;
        Assert.True((bool)parameter["deprecated"]!);
        Assert.Equal("Words. **Deprecated** since 2026-01-01. Use `text` instead.", (string)parameter["description"]!);
        Assert.Null(paths["/api/v1/listings"]!["get"]!["deprecated"]);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    sealed class Old : IOperation
    {
        public static OperationDescription Description { get; } = new("findOld", "Old", "As it was", "ApiInfo")
        {
            Path = [new PathParameter("id", "An id.", "1")],
            Query = [new TextParameter("q", "Words.", "x") { Deprecated = new Deprecation(Instant.FromUtc(2026, 1, 1, 0, 0)) { Successor = "text" } }],
            Deprecated = new Deprecation(Instant.FromUtc(2027, 1, 1, 0, 0)) { Sunset = Instant.FromUtc(2027, 7, 1, 0, 0), Successor = "/api/v1/listings/{id}" },
        };

        public Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken) =>
            JsonAnswer.ObjectAsync(context, new { Old = true }, Caching.Catalogue);
    }
}
