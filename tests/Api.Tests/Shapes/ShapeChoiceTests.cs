using System.Net;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Cache;
using Besoksnaring.Api.Tests.Catalogue;

namespace Besoksnaring.Api.Tests.Shapes;

public sealed class ShapeChoiceTests(ServedCatalogue catalogue)
{
    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/json", "application/json")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json")]
    [InlineData("application/ld+json", "application/ld+json")]
    [InlineData("APPLICATION/LD+JSON; profile=\"x\"", "application/ld+json")]
    [InlineData("application/json;q=0.5, application/geo+json", "application/geo+json")]
    [InlineData("text/calendar;q=0.1, image/png", "text/calendar")]
    [InlineData("text/calendar, */*", "text/calendar")]
    [InlineData("*/*;q=0.9, text/csv;q=0.2", "application/json")]
    [InlineData("application/*;q=0.5, text/*", "text/calendar")]
    [InlineData("application/json;q=0, application/*", "application/ld+json")]
    [InlineData("application/atom+xml", "application/atom+xml")]
    [InlineData("text/csv", "text/csv")]
    [InlineData("%%%", "application/json")]
    public async Task Accept_chooses(string? accept, string mediaType)
    {
        foreach (var path in new[] { "/api/v1/listings?limit=3", "/api/v1/listings/{l-001}" })
        {
            using var response = await catalogue.AcceptingAsync(path, accept);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(mediaType, response.Content.Headers.ContentType!.MediaType);
            Assert.Contains("Accept", response.Headers.Vary);
            Assert.Contains("Accept-Language", response.Headers.Vary);
            Assert.Contains("Accept-Encoding", response.Headers.Vary);
        }
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("text/html")]
    [InlineData("application/json;q=0")]
    [InlineData("*/*;q=0")]
    public async Task What_accepts_nothing_of_ours_is_told_what_there_is(string accept)
    {
        foreach (var path in new[] { "/api/v1/listings", "/api/v1/listings/{l-001}" })
        {
            using var response = await catalogue.AcceptingAsync(path, accept);
            Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
            Assert.Contains("Accept", response.Headers.Vary);
            var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!;
            Assert.EndsWith("/problems/not-acceptable", (string)problem["type"]!, StringComparison.Ordinal);
            Assert.Equal(
                ["application/json", "application/ld+json", "application/geo+json", "text/calendar", "application/atom+xml", "text/csv"],
                problem["allowed"]!.AsArray().Select(a => (string)a!));
        }
    }

    [Theory]
    [InlineData("json", "application/json")]
    [InlineData("jsonld", "application/ld+json")]
    [InlineData("geojson", "application/geo+json")]
    [InlineData("ics", "text/calendar")]
    [InlineData("atom", "application/atom+xml")]
    [InlineData("csv", "text/csv")]
    public async Task F_outweighs_Accept(string f, string mediaType)
    {
        using var response = await catalogue.AcceptingAsync($"/api/v1/listings?f={f}", "image/png");
        Assert.Equal(mediaType, response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Every_shape_has_a_strong_tag_of_its_own_that_answers_304()
    {
        foreach (var path in new[] { "/api/v1/listings", "/api/v1/listings/{l-001}" })
        {
            var tags = new HashSet<string>();
            foreach (var f in new[] { "json", "jsonld", "geojson", "ics", "atom", "csv" })
            {
                using var first = await catalogue.Client.GetAsync($"{path}?f={f}", Ct);
                Assert.False(first.Headers.ETag!.IsWeak);
                Assert.True(tags.Add(first.Headers.ETag.Tag), f);
                using var held = await catalogue.AcceptingAsync($"{path}?f={f}", null, first.Headers.ETag.Tag);
                Assert.Equal((HttpStatusCode.NotModified, ""), (held.StatusCode, await held.Content.ReadAsStringAsync(Ct)));
            }
        }
    }

    [Fact]
    public async Task Kept_answers_of_different_shapes_never_mix()
    {
        await using var app = await ServedCatalogue.StartAsync(ServedCatalogue.AsReader(catalogue.Owner));
        var calls = new CachedCalls(app);
        using var client = ServedCatalogue.ClientOf(app);
        foreach (var path in new[] { "/api/v1/listings?limit=2", catalogue.Path("/api/v1/listings/{l-001}") })
        {
            await calls.UntilKeptAsync(path);
            for (var round = 0; round < 2; round++)
            {
                foreach (var type in new[] { "text/csv", "application/json", "text/calendar", "application/ld+json", "image/png, application/geo+json;q=0.3" })
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, path);
                    request.Headers.TryAddWithoutValidation("Accept", type);
                    using var response = await client.SendAsync(request, Ct);
                    Assert.Contains(response.Content.Headers.ContentType!.MediaType!, type, StringComparison.Ordinal);
                    Assert.True(round == 0 || response.Headers.Contains("Cache-Status"), $"{type} was not kept.");
                }
            }
        }
    }

    [Fact]
    public async Task Json_links_to_every_shape()
    {
        foreach (var path in new[] { "/api/v1/listings?limit=1&language=en", "/api/v1/listings/{l-001}?language=en" })
        {
            var links = (await catalogue.GetAsync(path))["_links"]!;
            foreach (var (f, type) in new[]
            {
                ("jsonld", "application/ld+json"), ("geojson", "application/geo+json"), ("ics", "text/calendar"), ("atom", "application/atom+xml"), ("csv", "text/csv"),
            })
            {
                var link = links[f]!;
                Assert.Equal(("alternate", "GET", type), ((string)link["rel"]!, (string)link["method"]!, (string)link["type"]!));
                using var response = await catalogue.Client.GetAsync((string)link["href"]!, Ct);
                Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
                Assert.Equal("en", response.Content.Headers.ContentLanguage.Single());
            }
        }
    }

    [Theory]
    [InlineData("jsonld")]
    [InlineData("ics")]
    [InlineData("csv")]
    public async Task What_is_not_live_is_no_shape(string f)
    {
        await catalogue.ProblemAsync($"/api/v1/listings/nothing?f={f}", 404, "listing-unknown");
        await catalogue.ProblemAsync($"/api/v1/listings/{{l-gone}}?f={f}", 410, "listing-tombstoned");
        using var merged = await catalogue.Client.GetAsync($"/api/v1/listings/{{l-merged}}?f={f}", Ct);
        Assert.Equal(HttpStatusCode.MovedPermanently, merged.StatusCode);
        Assert.EndsWith($"?f={f}", merged.Headers.Location!.ToString(), StringComparison.Ordinal);
        await catalogue.TextAsync($"/api/v1/listings?offset=9999&f={f}", Besoksnaring.Api.Shapes.Shape.Of(f).MediaType);
    }
}
