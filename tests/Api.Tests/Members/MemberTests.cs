using System.Net;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Catalogue;

namespace Besoksnaring.Api.Tests.Members;

public sealed class MemberTests(ServedCatalogue catalogue)
{
    [Theory]
    [InlineData("listings?ids={l-001}&fields=title", "listings", "id kind title _links")]
    [InlineData("listings?ids={l-001}&fields=title,updatedAt&include=prices,schedule", "listings", "id kind title updatedAt prices schedule _links")]
    [InlineData("events?when=2026-12&ids={l-001}&fields=nextOccurrence", "events", "id kind nextOccurrence _links")]
    [InlineData("events?when=2026-12&ids={l-001}&fields=title", "events", "id kind title _links")]
    [InlineData("events?when=2026-12&ids={l-001}&fields=title,occurrences&include=description", "events", "id kind title permits description occurrences _links")]
    public async Task A_row_has_what_was_asked_for(string path, string plural, string members)
    {
        var row = (await catalogue.GetAsync("/api/v1/" + catalogue.Path(path)))[plural]![0]!.AsObject();
        Assert.Equal(members.Split(' ').Order(StringComparer.Ordinal), row.Select(member => member.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_included_member_is_the_whole_listings_and_stands_once()
    {
        var whole = await catalogue.GetAsync("/api/v1/listings/{l-001}");
        var row = (await catalogue.GetAsync(catalogue.Path("/api/v1/listings?ids={l-001}&include=place,description,summary")))["listings"]![0]!.AsObject();
        foreach (var member in new[] { "place", "description", "summary" })
        {
            Assert.True(JsonNode.DeepEquals(whole[member], row[member]), member);
        }
        Assert.NotNull(row["image"] ?? row["concepts"]);
    }

    [Fact]
    public async Task One_listing_cut_down_has_a_tag_of_its_own()
    {
        var path = catalogue.Path("/api/v1/listings/{l-001}?fields=title,place");
        using var first = await catalogue.Client.GetAsync(path, Ct);
        using var whole = await catalogue.Client.GetAsync(catalogue.Path("/api/v1/listings/{l-001}"), Ct);
        Assert.NotEqual(whole.Headers.ETag, first.Headers.ETag);
        var members = JsonNode.Parse(await first.Content.ReadAsStringAsync(Ct))!.AsObject().Select(member => member.Key);
        Assert.Equal(["id", "kind", "title", "place", "_links"], members);
        foreach (var (tag, status) in new[] { (first.Headers.ETag!, HttpStatusCode.NotModified), (whole.Headers.ETag!, HttpStatusCode.OK) })
        {
            using var again = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { tag } } };
            using var answer = await catalogue.Client.SendAsync(again, Ct);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("listings?fields=colour", "fields")]
    [InlineData("listings?include=image", "include")]
    [InlineData("events?fields=", "fields")]
    [InlineData("events?f=csv&fields=title", "fields")]
    [InlineData("events?f=ics&facets=concept", "facets")]
    [InlineData("listings?f=geojson&include=prices", "include")]
    public async Task What_no_listing_or_no_shape_has_is_refused_by_name(string query, string parameter)
    {
        var problem = await catalogue.ProblemAsync("/api/v1/" + query, 400, "invalid-value");
        Assert.Equal(parameter, (string)problem["parameter"]!);
    }

    [Fact]
    public async Task Other_shapes_are_linked_without_what_they_have_no_place_for()
    {
        var links = (await catalogue.GetAsync("/api/v1/events?facets=concept&fields=title&free=true"))["_links"]!;
        Assert.EndsWith("/events?free=true&f=ics", (string)links["ics"]!["href"]!, StringComparison.Ordinal);
    }
}
