using System.Net;
using Besoksnaring.Api.Tests.Catalogue;

namespace Besoksnaring.Api.Tests.Listings;

public sealed class FindListingTests(ServedCatalogue catalogue)
{
    [Fact]
    public async Task A_listing_leads_on()
    {
        var listing = await catalogue.GetAsync("/api/v1/listings/{l-001}");
        Assert.Equal("Konsert i Karlstads domkyrka", (string)listing["title"]!);
        var provenance = await catalogue.GetAsync(new Uri((string)listing["_links"]!["provenance"]!["href"]!).PathAndQuery);
        Assert.Contains(provenance["provenance"]!.AsArray(), field => ((string)field!["field"]!).StartsWith("title", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?language=en")]
    public async Task A_listing_that_the_caller_has_is_not_sent_again(string query)
    {
        using var first = await catalogue.Client.GetAsync("/api/v1/listings/{l-001}" + query, Ct);
        Assert.False(first.Headers.ETag!.IsWeak);
        foreach (var tags in new[] { first.Headers.ETag.Tag, "W/" + first.Headers.ETag.Tag, "\"other\", " + first.Headers.ETag.Tag, "*" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/listings/{l-001}" + query);
            request.Headers.TryAddWithoutValidation("If-None-Match", tags);
            using var second = await catalogue.Client.SendAsync(request, Ct);
            Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
            Assert.Empty(await second.Content.ReadAsByteArrayAsync(Ct));
        }
    }

    [Fact]
    public async Task Another_language_is_another_answer()
    {
        using var swedish = await catalogue.Client.GetAsync("/api/v1/listings/{l-001}", Ct);
        using var english = await catalogue.Client.GetAsync("/api/v1/listings/{l-001}?language=en", Ct);
        Assert.NotEqual(swedish.Headers.ETag, english.Headers.ETag);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/provenance")]
    [InlineData("/occurrences")]
    public async Task Unknown_withdrawn_and_merged_are_told_apart(string below)
    {
        await catalogue.ProblemAsync("/api/v1/listings/nothing" + below, 404, "listing-unknown");
        var gone = await catalogue.ProblemAsync("/api/v1/listings/{l-gone}" + below, 410, "listing-tombstoned");
        Assert.Equal("2026-11-22T05:00:00Z", (string)gone["tombstonedAt"]!);
        using var merged = await catalogue.Client.GetAsync("/api/v1/listings/{l-merged}" + below, Ct);
        Assert.Equal(HttpStatusCode.MovedPermanently, merged.StatusCode);
        Assert.Equal(catalogue.Address + catalogue.Path("api/v1/listings/{l-001}") + below, merged.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_redirect_keeps_the_language()
    {
        using var merged = await catalogue.Client.GetAsync("/api/v1/listings/{l-merged}?language=en", Ct);
        Assert.EndsWith(catalogue.Path("/{l-001}?language=en"), merged.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Occurrences_start_with_today_at_the_venue()
    {
        var list = await catalogue.GetAsync("/api/v1/listings/{l-001}/occurrences?limit=2");
        Assert.Equal(28, (long)list["_meta"]!["totalCount"]!);
        var next = list["occurrences"]![0]!;
        Assert.Equal(("2026-12-08T18:00:00Z", "2026-12-08T19:00", "Europe/Stockholm"), ((string)next["start"]!, (string)next["startLocal"]!, (string)next["timeZone"]!));
        var summer = await catalogue.GetAsync("/api/v1/listings/{l-001}/occurrences?from=2027-06-01&limit=1");
        Assert.Equal("2027-06-01T17:00:00Z", (string)summer["occurrences"]![0]!["start"]!);
        Assert.Equal(0, (long)(await catalogue.GetAsync("/api/v1/listings/{l-101}/occurrences"))["_meta"]!["totalCount"]!);
    }

    [Fact]
    public async Task A_run_that_goes_on_is_shown_without_an_invented_time()
    {
        var run = (await catalogue.GetAsync("/api/v1/listings/{l-002}/occurrences"))["occurrences"]!.AsArray().Single()!.AsObject();
        Assert.True((bool)run["isRun"]!);
        Assert.All(["start", "startLocal"], member => Assert.Equal("2026-06-01", (string)run[member]!));
        Assert.All(["end", "endLocal"], member => Assert.Equal("2027-08-31", (string)run[member]!));
    }

    [Fact]
    public async Task Head_says_what_get_says()
    {
        using var get = await catalogue.Client.GetAsync("/api/v1/listings/{l-001}", Ct);
        using var request = new HttpRequestMessage(HttpMethod.Head, "/api/v1/listings/{l-001}");
        using var head = await catalogue.Client.SendAsync(request, Ct);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
    }
}
