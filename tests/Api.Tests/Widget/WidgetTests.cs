using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Besoksnaring.Api.Tests.Shapes;
using Besoksnaring.Api.Widget;

namespace Besoksnaring.Api.Tests.Widget;

/// <summary>The widget and the pages about events, in a real browser and as they are served.</summary>
public sealed partial class WidgetTests(WidgetSite site) : IClassFixture<WidgetSite>
{
    const int Most = 15_000;

    public static TheoryData<string> Scenarios => [.. ScenarioNames().Matches(File.ReadAllText(Path.Combine(OtherProgram.Sources, WidgetSite.Browser, "scenarios.mjs"))).Select(name => name.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void In_Chromium(string scenario) => Assert.True(site.Looked[scenario] is null, site.Looked[scenario]);

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task The_script_weighs_less_than_15_kilobytes(string encoding)
    {
        using var response = await GetAsync("/widget.js", ("Accept-Encoding", encoding));
        Assert.Equal(encoding, response.Content.Headers.ContentEncoding.Single());
        var body = await response.Content.ReadAsByteArrayAsync(Ct);
        Assert.InRange(body.Length, 1, Most);
        await using Stream plain = encoding == "br" ? new BrotliStream(new MemoryStream(body), CompressionMode.Decompress) : new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        var script = await reader.ReadToEndAsync(Ct);
        Assert.Contains("customElements.define(\"besok-events\"", script, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_may_be_loaded_from_anywhere_and_is_asked_for_cheaply()
    {
        using var first = await GetAsync("/widget.js");
        Assert.Equal("text/javascript", first.Content.Headers.ContentType!.MediaType);
        Assert.Equal("*", first.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("public, max-age=300, stale-while-revalidate=86400", first.Headers.CacheControl!.ToString());
        Assert.False(first.Headers.ETag!.IsWeak);
        using var again = await GetAsync("/widget.js", ("If-None-Match", first.Headers.ETag.Tag));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        using var versioned = await GetAsync("/widget.js?" + WidgetScript.Version);
        Assert.Contains("immutable", versioned.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_filter_of_the_events_is_an_attribute() => Assert.Equal(
        ["when", "from", "to", "view", "ongoing", "ended", "weekday", "startsAfter", "startsBefore", "minDuration", "maxDuration", "concept", "municipality", "destination", "near", "radius"],
        WidgetScript.Filters.Take(16));

    [Theory]
    [InlineData("/whats-on?municipality=Arvka", "&#x27;Arvka&#x27; is not a known municipality.")]
    [InlineData("/whats-on?when=sportlov:1780:1999", "1999")]
    [InlineData("/whats-on?when=today&from=2026-12-24", "cannot be given together with &#x27;when&#x27;")]
    public async Task A_page_that_cannot_be_made_says_why(string address, string why)
    {
        using var response = await GetAsync(address);
        Assert.InRange((int)response.StatusCode, 400, 422);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(why, await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_lets_the_parameters_of_newsletters_pass()
    {
        using var response = await GetAsync("/whats-on?municipality=&utm_source=brev&when=this-weekend&fbclid=x");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_page_of_what_does_not_exist_says_so_in_the_readers_language()
    {
        using var response = await GetAsync("/whats-on/finnsinte", ("Accept-Language", "de-AT, en;q=0.5"));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("Diesen Eintrag gibt es nicht mehr.", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    async Task<HttpResponseMessage> GetAsync(string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return await site.Client.SendAsync(request, Ct);
    }

    [GeneratedRegex("^  \"([^\"]+)\":", RegexOptions.Multiline)]
    private static partial Regex ScenarioNames();
}
