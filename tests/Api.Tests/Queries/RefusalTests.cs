using Besoksnaring.Api.Tests.Catalogue;

namespace Besoksnaring.Api.Tests.Queries;

/// <summary>Promise 9: what cannot be honoured is refused with words that help.</summary>
public sealed class RefusalTests(ServedCatalogue catalogue)
{
    [Theory]
    [InlineData("limt=5", "unknown-parameter", "limt", null, "limit")]
    [InlineData("Kind=event", "unknown-parameter", "Kind", null, "kind")]
    [InlineData("=x", "unknown-parameter", "", null, null)]
    [InlineData("kind=events", "invalid-value", "kind", "events", "event")]
    [InlineData("kind=", "invalid-value", "kind", "", null)]
    [InlineData("kind=event,,food", "invalid-value", "kind", "", null)]
    [InlineData("municipality=Karlsta", "invalid-value", "municipality", "Karlsta", "Karlstad")]
    [InlineData("municipality=9999", "invalid-value", "municipality", "9999", null)]
    [InlineData("concept=musik", "invalid-value", "concept", "musik", "music")]
    [InlineData("provider=turdi", "invalid-value", "provider", "turdi", "turid")]
    [InlineData("language=no", "invalid-value", "language", "no", "nb")]
    [InlineData("language=sv&language=en", "invalid-value", "language", "sv & en", null)]
    [InlineData("limit=101", "invalid-value", "limit", "101", null)]
    [InlineData("limit=0", "invalid-value", "limit", "0", null)]
    [InlineData("limit=ten", "invalid-value", "limit", "ten", null)]
    [InlineData("limit=99999999999999999999", "invalid-value", "limit", "99999999999999999999", null)]
    [InlineData("offset=-1", "invalid-value", "offset", "-1", null)]
    [InlineData("offset=10001", "invalid-value", "offset", "10001", null)]
    [InlineData("q=", "invalid-value", "q", "", null)]
    [InlineData("q=%00", "invalid-value", "q", "", null)]
    [InlineData("q=!!!", "invalid-value", "q", "!!!", null)]
    public async Task The_problem_names_it(string query, string type, string parameter, string? value, string? nearest)
    {
        var problem = await catalogue.ProblemAsync("/api/v1/listings?" + query, 400, type);
        Assert.Equal(parameter, (string)problem["parameter"]!);
        Assert.Equal(value, (string?)problem["value"]);
        Assert.Equal(nearest, (string?)problem["nearest"]);
        Assert.True(problem["allowed"] is not null || problem["allowedAt"] is not null);
    }

    [Fact]
    public async Task Several_mistakes_are_told_at_once()
    {
        var problem = await catalogue.ProblemAsync("/api/v1/listings?limit=1000&knd=event&language=xx", 400, "invalid-value");
        Assert.Equal(["limit", "knd", "language"], problem["errors"]!.AsArray().Select(error => (string)error!["parameter"]!));
    }

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/nothing")]
    public async Task An_address_that_leads_nowhere_says_so(string path) => await catalogue.ProblemAsync(path, 404, "not-found");

    [Fact]
    public async Task Writing_is_refused()
    {
        using var response = await catalogue.Client.PostAsync("/api/v1/listings", null, Ct);
        Assert.Equal(405, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Every_problem_type_has_a_page()
    {
        foreach (var type in Problems.ProblemType.All)
        {
            var json = await catalogue.GetAsync(type.Path);
            Assert.Equal(type.Status, (int)json["status"]!);
            using var request = new HttpRequestMessage(HttpMethod.Get, type.Path);
            request.Headers.TryAddWithoutValidation("Accept", "text/html,*/*;q=0.8");
            using var page = await catalogue.Client.SendAsync(request, Ct);
            Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        }
    }
}
