using System.Net;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Catalogue;

namespace Besoksnaring.Api.Tests.Listings;

public sealed class ListListingsTests(ServedCatalogue catalogue)
{
    [Fact]
    public async Task A_list_has_the_profiles_form()
    {
        var list = await catalogue.GetAsync("/api/v1/listings");
        Assert.Equal(65, (long)list["_meta"]!["totalCount"]!);
        Assert.Equal(20, (int)list["_meta"]!["limit"]!);
        Assert.Equal(0, (int)list["_meta"]!["offset"]!);
        Assert.Equal(20, list["listings"]!.AsArray().Count);
        var next = list["_links"]!["next"]!;
        Assert.StartsWith($"{catalogue.Address}api/v1/listings?after=", (string)next["href"]!, StringComparison.Ordinal);
        Assert.Equal(("next", "GET"), ((string)next["rel"]!, (string)next["method"]!));
        Assert.Equal($"{catalogue.Address}api/v1/listings?offset=60", (string)list["_links"]!["last"]!["href"]!);
        Assert.Null(list["_links"]!["prev"]);
    }

    [Fact]
    public async Task Following_next_shows_every_listing_once_in_Swedish_order()
    {
        var titles = new List<string>();
        var ids = new List<string>();
        for (var address = "/api/v1/listings?limit=7"; address is not null;)
        {
            var list = await catalogue.GetAsync(address);
            titles.AddRange(list["listings"]!.AsArray().Select(l => (string)l!["title"]!));
            ids.AddRange(list["listings"]!.AsArray().Select(l => (string)l!["id"]!));
            address = (string?)list["_links"]!["next"]?["href"];
        }
        Assert.Equal(65, ids.Distinct().Count());
        Assert.Equal(65, ids.Count);
        Assert.Equal(["Ångbåtens dag", "Äppelmarknad", "Öppet hus"], titles[^3..]);
    }

    [Fact]
    public async Task Past_the_end_is_an_empty_page()
    {
        var list = await catalogue.GetAsync("/api/v1/listings?offset=9999");
        Assert.Empty(list["listings"]!.AsArray());
        Assert.Equal(65, (long)list["_meta"]!["totalCount"]!);
        Assert.Null(list["_links"]!["next"]);
    }

    [Theory]
    [InlineData("kind=event", 5)]
    [InlineData("kind=event&municipality=1780", 2)]
    [InlineData("municipality=Arvika&kind=event", 1)]
    [InlineData("municipality=karlstads%20kommun&kind=event", 2)]
    [InlineData("municipality=1780,1784&kind=event", 3)]
    [InlineData("municipality=1780&municipality=Arvika&kind=event", 3)]
    [InlineData("concept=music", 2)]
    [InlineData("concept=music.concert", 1)]
    [InlineData("concept=music.concert,market", 3)]
    [InlineData("provider=karlstad", 2)]
    [InlineData("provider=karlstad,turid&kind=event", 5)]
    [InlineData("provider=ny", 0)]
    [InlineData("q=konserter", 1)]
    [InlineData("q=KONSERT+karlstad", 1)]
    [InlineData("q=konsert+arvika", 0)]
    [InlineData("q=cathedral", 1)]
    [InlineData("q=%C3%A5ngb%C3%A5t", 1)]
    [InlineData("q=fisk", 8)]
    [InlineData("q=i", 13)]
    public async Task Filters_narrow_and_their_values_widen(string query, int expected)
    {
        var list = await catalogue.GetAsync("/api/v1/listings?limit=100&" + query);
        Assert.Equal(expected, list["listings"]!.AsArray().Count);
        Assert.Equal(expected, (long)list["_meta"]!["totalCount"]!);
    }

    [Fact]
    public async Task The_links_keep_the_query()
    {
        var list = await catalogue.GetAsync("/api/v1/listings?municipality=Karlstad,Arvika&q=S%C3%B6dra%20fiske%26&limit=1&language=en".Replace("S%C3%B6dra%20fiske%26", "norra", StringComparison.Ordinal));
        Assert.Equal($"{catalogue.Address}api/v1/listings?municipality=1780,1784&q=norra&limit=1&language=en", (string)list["_links"]!["self"]!["href"]!);
    }

    [Theory]
    [InlineData(null, null, "sv", "Äppelmarknad")]
    [InlineData("en", null, "en", "Apple market")]
    [InlineData("nb", null, "nb", "Äppelmarknad")]
    [InlineData(null, "de-AT,en;q=0.5", "de", "Apple market")]
    [InlineData(null, "fr,no;q=0.9,en;q=0.2", "nb", "Äppelmarknad")]
    [InlineData(null, "fr, *;q=0.1", "sv", "Äppelmarknad")]
    [InlineData(null, "en;q=0, sv;q=0.1", "sv", "Äppelmarknad")]
    [InlineData(null, ";;;=,,q", "sv", "Äppelmarknad")]
    [InlineData("sv", "en", "sv", "Äppelmarknad")]
    public async Task The_language_is_chosen_and_said(string? parameter, string? header, string language, string title)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/listings/{l-003}" + (parameter is null ? "" : "?language=" + parameter));
        request.Headers.TryAddWithoutValidation("Accept-Language", header);
        using var response = await catalogue.Client.SendAsync(request, Ct);
        Assert.Equal(language, response.Content.Headers.ContentLanguage.Single());
        Assert.Contains("Accept-Language", response.Headers.Vary);
        Assert.Equal(title, (string)JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!["title"]!);
    }

    [Fact]
    public async Task A_list_that_has_not_changed_is_not_sent_again()
    {
        using var first = await catalogue.Client.GetAsync("/api/v1/listings?kind=event", Ct);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/listings?kind=event");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await catalogue.Client.SendAsync(again, Ct);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        using var other = new HttpRequestMessage(HttpMethod.Get, "/api/v1/listings?kind=food");
        other.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var third = await catalogue.Client.SendAsync(other, Ct);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }
}
