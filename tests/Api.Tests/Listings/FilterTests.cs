using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Catalogue;

namespace Besoksnaring.Api.Tests.Listings;

/// <summary>The filters that listings and events share, on the sample catalogue at one in the afternoon of Saturday 5 December 2026.</summary>
public sealed class FilterTests(ServedCatalogue catalogue)
{
    [Theory]
    [InlineData("audience=families", "{l-001}")]
    [InlineData("accessibility=wheelchair", "{l-001}")]
    [InlineData("kind=event&audience=!families&municipality=Arvika", "{l-002}")]
    [InlineData("openNow=true", "{l-002}")]
    [InlineData("openNow=false", "")]
    [InlineData("openAt=2026-12-12T09:59:00%2B01:00", "")]
    [InlineData("openAt=2026-12-12T10:00:00%2B01:00", "{l-002}")]
    [InlineData("openAt=2026-12-12T15:59:00%2B01:00", "{l-002}")]
    [InlineData("openAt=2026-12-12T16:00:00%2B01:00", "")]
    [InlineData("openAt=2026-12-24T12:00:00%2B01:00", "")]
    [InlineData("free=true", "{l-002}")]
    [InlineData("near=59.381,13.504&radius=1", "{l-001}")]
    [InlineData("bbox=13.5,59.38,13.51,59.39", "{l-001}")]
    [InlineData("bbox=13.6,59.38,13.7,59.39", "")]
    [InlineData("ids={l-001},{l-002},nothing&concept=!music.concert", "{l-002}")]
    [InlineData("hasLanguage=en&kind=event&municipality=Sunne", "{l-003}")]
    [InlineData("licence=CC0-1.0&ids={l-001}", "{l-001}")]
    [InlineData("kind=!activity,!accommodation,!trail&municipality=Sunne", "{l-003}")]
    public async Task A_filter_finds_what_it_says(string query, string expected)
    {
        var list = await catalogue.GetAsync("/api/v1/listings?" + query);
        var found = list["listings"]!.AsArray().Select(row => (string)row!["id"]!).ToList();
        Assert.Equal(catalogue.Path(expected).Split(',', StringSplitOptions.RemoveEmptyEntries), found);
        Assert.Equal(found.Count, (int)list["_meta"]!["totalCount"]!);
    }

    [Theory]
    [InlineData("audience=nobody", "audience")]
    [InlineData("accessibility=!wings", "accessibility")]
    [InlineData("licence=mine", "licence")]
    [InlineData("openNow=true&openAt=2026-12-12T10:00:00Z", "openAt")]
    [InlineData("openAt=noon", "openAt")]
    [InlineData("updatedSince=2026-12-01", "updatedSince")]
    [InlineData("ids=%2e%2e", "ids")]
    public async Task What_is_not_known_is_refused_by_name(string query, string parameter)
    {
        foreach (var resource in new[] { "listings", "events" })
        {
            var problem = await catalogue.ProblemAsync($"/api/v1/{resource}?{query}", 400, "invalid-value");
            Assert.Equal(parameter, (string)problem["parameter"]!);
            Assert.NotNull(problem["allowed"] ?? (JsonNode?)problem["allowedAt"]);
        }
    }

    [Fact]
    public async Task Who_finds_nothing_is_told_what_would_be_found()
    {
        Assert.Equal("konsert domkyrka", (string)(await catalogue.GetAsync("/api/v1/events?q=konsrt+domkyrka"))["_meta"]!["suggestion"]!);
        Assert.Equal("äppelmarknad", (string)(await catalogue.GetAsync("/api/v1/listings?q=äpelmarknad"))["_meta"]!["suggestion"]!);
        // Right words that find nothing here, and words like none.
        foreach (var query in new[] { "listings?q=äppelmarknad&municipality=Karlstad", "listings?q=xyzzyx", "listings?q=konsert", "listings?q=äpelmarknad&municipality=Karlstad" })
        {
            Assert.Null((await catalogue.GetAsync("/api/v1/" + query))["_meta"]!["suggestion"]);
        }
    }
}
