using System.Net;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Catalogue;

namespace Besoksnaring.Api.Tests.Ogc;

/// <summary>OGC API - Features, Part 1: what the standard says of each resource.</summary>
public sealed class OgcTests(ServedCatalogue catalogue)
{
    const string Listings = "/ogc/collections/listings/items";
    const string Events = "/ogc/collections/event/items";

    [Fact]
    public async Task The_landing_page_leads_to_everything_and_every_link_answers_with_the_type_it_says()
    {
        var seen = new Dictionary<string, string>();
        var waiting = new Queue<(string Href, string Type)>([(catalogue.Address + "ogc", "application/json")]);
        while (waiting.TryDequeue(out var link))
        {
            if (!seen.TryAdd(link.Href, link.Type) || seen.Count > 200)
            {
                continue;
            }
            using var response = await catalogue.Client.GetAsync(link.Href, Ct);
            Assert.True(response.StatusCode == HttpStatusCode.OK, link.Href);
            Assert.Equal(link.Type.Split(';')[0], response.Content.Headers.ContentType!.MediaType);
            if (link.Type is "application/json" or "application/geo+json" && link.Href.Contains("/ogc", StringComparison.Ordinal))
            {
                var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!;
                foreach (var next in Links(answer).Concat(answer["collections"]?.AsArray().SelectMany(c => Links(c!)) ?? []))
                {
                    waiting.Enqueue(((string)next["href"]!, (string)next["type"]!));
                }
            }
        }
        Assert.Superset(
            new HashSet<string>(new[] { "/ogc", "/ogc/api", "/ogc/conformance", "/ogc/collections", "/ogc/collections/event", Events, Listings }.Select(path => catalogue.Address.ToString().TrimEnd('/') + path)),
            seen.Keys.ToHashSet());
    }

    [Fact]
    public async Task It_says_what_it_conforms_to()
    {
        var classes = (await catalogue.GetAsync("/ogc/conformance"))["conformsTo"]!.AsArray().Select(c => (string)c!);
        Assert.Equal(["core", "oas30", "geojson"], classes.Select(c => c["http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/".Length..]));
    }

    [Fact]
    public async Task A_collection_says_where_and_when_it_is()
    {
        var events = await catalogue.GetAsync("/ogc/collections/event?language=sv");
        Assert.Equal(("event", "Evenemang", "feature"), ((string)events["id"]!, (string)events["title"]!, (string)events["itemType"]!));
        Assert.Equal("[[13.504,59.381,13.504,59.381]]", events["extent"]!["spatial"]!["bbox"]!.ToJsonString());
        var interval = events["extent"]!["temporal"]!["interval"]![0]!.AsArray().Select(at => (string)at!).ToList();
        Assert.Equal("2026-05-31T22:00:00Z", interval[0]);
        var trails = await catalogue.GetAsync("/ogc/collections/trail?language=en");
        Assert.Equal(("Trails", "[[13.5,59.4,13.6,59.5]]"), ((string)trails["title"]!, trails["extent"]!["spatial"]!["bbox"]!.ToJsonString()));
        Assert.Null(trails["extent"]!["temporal"]);
    }

    [Fact]
    public async Task Features_come_ten_at_a_time_and_next_leads_through_all_of_them_once()
    {
        var first = await catalogue.GetAsync(Listings);
        Assert.Equal((10, 10, 65), (first["features"]!.AsArray().Count, (int)first["numberReturned"]!, (int)first["numberMatched"]!));
        Assert.Equal("2026-12-05T12:00:00Z", (string)first["timeStamp"]!);
        foreach (var limit in new[] { 1, 7, 64, 65, 1000 })
        {
            var ids = new HashSet<string>();
            for (var address = $"{Listings}?limit={limit}"; address is not null;)
            {
                var page = await catalogue.GetAsync(address);
                Assert.InRange(page["features"]!.AsArray().Count, 1, limit);
                Assert.All(page["features"]!.AsArray(), feature => Assert.True(ids.Add((string)feature!["id"]!)));
                address = Links(page).Where(link => (string)link["rel"]! == "next").Select(link => (string)link["href"]!).SingleOrDefault();
            }
            Assert.Equal(65, ids.Count);
        }
    }

    [Fact]
    public async Task Each_kind_is_a_collection_and_together_they_are_all()
    {
        var sum = 0;
        foreach (var collection in (await catalogue.GetAsync("/ogc/collections"))["collections"]!.AsArray().Select(c => (string)c!["id"]!).Where(id => id != "listings"))
        {
            var page = await catalogue.GetAsync($"/ogc/collections/{collection}/items?limit=1000");
            Assert.All(page["features"]!.AsArray(), feature => Assert.Equal(collection, (string)feature!["properties"]!["kind"]!));
            Assert.Equal((await catalogue.GetAsync($"/api/v1/listings?kind={collection}"))["_meta"]!["totalCount"]!.ToJsonString(), page["numberMatched"]!.ToJsonString());
            sum += (int)page["numberMatched"]!;
        }
        Assert.Equal(65, sum);
    }

    [Theory]
    [InlineData("limit=1001", "limit=1000")]
    [InlineData("limit=99999999999999999999", "limit=1000")]
    public async Task More_than_the_maximum_means_the_maximum_as_the_standard_says(string query, string means)
    {
        var page = await catalogue.GetAsync($"{Listings}?{query}");
        Assert.EndsWith("?" + means, (string)Links(page).First()["href"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("13.4,59.3,13.505,59.39", 1)]
    [InlineData("13.4,59.3,0,13.505,59.39,100", 1)]
    [InlineData("13.504,59.381,13.504,59.381", 1)]
    [InlineData("13.55,59.44,13.56,59.46", 5)]
    [InlineData("13.55,59.40,13.56,59.41", 0)]
    [InlineData("170,-90,-170,90", 0)]
    [InlineData("13,-90,-170,90", 6)]
    [InlineData("-180,-90,180,90", 6)]
    public async Task A_box_finds_what_touches_it_points_lines_and_across_the_antimeridian(string box, int count)
    {
        var page = await catalogue.GetAsync($"{Listings}?bbox={box}");
        Assert.Equal((count, count), ((int)page["numberMatched"]!, page["features"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("2026-12-08T18:30:00Z", "2026-12-08T19:00")]
    [InlineData("2026-12-08", "2026-12-08T19:00")]
    [InlineData("2026-12-09/2026-12-15", "2026-12-15T19:00")]
    [InlineData("../2026-11-30T17:00:00Z", "2026-11-30T18:00")]
    [InlineData("2027-01-01T00:00:00%2B01:00/..", "2027-01-05T19:00")]
    [InlineData("2026-12-15T18:00:00.5Z/", "2026-12-22T19:00")]
    [InlineData("2026-12-09T12:00:00Z", null)]
    public async Task A_time_chooses_the_events_that_go_on_then_and_which_occurrence_is_shown(string datetime, string? start)
    {
        // A concert without a known end is where it begins.
        if (datetime == "2026-12-08T18:30:00Z")
        {
            datetime = "2026-12-08T18:00:00Z";
        }
        var page = await catalogue.GetAsync($"{Events}?limit=100&datetime={datetime}");
        var concert = page["features"]!.AsArray().SingleOrDefault(feature => (string)feature!["properties"]!["title"]! == "Konsert i Karlstads domkyrka");
        Assert.Equal(start, (string?)concert?["properties"]!["start"]);
        // What has no time is in no time.
        Assert.DoesNotContain(page["features"]!.AsArray(), feature => (string)feature!["properties"]!["title"]! == "Öppet hus");
        Assert.Equal(0, (int)(await catalogue.GetAsync($"/ogc/collections/activity/items?datetime={datetime}"))["numberMatched"]!);
    }

    [Fact]
    public async Task Our_filters_narrow_it_and_the_language_is_the_texts()
    {
        Assert.Equal("1", (await catalogue.GetAsync($"{Listings}?free=true"))["numberMatched"]!.ToJsonString());
        var page = await catalogue.GetAsync($"{Events}?municipality=Karlstad&q=konsert&language=en");
        var properties = page["features"]!.AsArray().Single()!["properties"]!;
        Assert.Equal(("Concert in Karlstad cathedral", "Karlstad", "054-12 34 56"), ((string)properties["title"]!, (string)properties["municipality"]!, (string)properties["telephone"]!));
    }

    [Fact]
    public async Task One_feature_is_as_it_is_in_its_collection_and_has_links()
    {
        var feature = await catalogue.GetAsync(Events + "/{l-001}");
        Assert.Equal(["self", "collection", "alternate"], Links(feature).Select(link => (string)link["rel"]!));
        var listed = (await catalogue.GetAsync(Events + "?limit=100"))["features"]!.AsArray().Single(f => (string)f!["id"]! == (string)feature["id"]!)!;
        Assert.Equal(listed["properties"]!.ToJsonString(), feature["properties"]!.ToJsonString());
        Assert.Equal("[13.504,59.381]", feature["geometry"]!["coordinates"]!.ToJsonString());
        // Every column is there, known or not: a map program makes its table of the first features it sees.
        var place = await catalogue.GetAsync(Listings + "/{l-101}");
        Assert.Equal(feature["properties"]!.AsObject().Select(p => p.Key), place["properties"]!.AsObject().Select(p => p.Key));
        Assert.Null(place["geometry"]);
        Assert.True(place.ContainsKey("geometry"));
    }

    [Fact]
    public async Task A_column_that_is_called_as_a_parameter_is_asked_for_by_it()
    {
        var columns = (await catalogue.GetAsync(Events + "/{l-001}"))["properties"]!.AsObject().Select(column => column.Key);
        var parameters = (await catalogue.GetAsync("/ogc/api"))["paths"]!["/collections/{collectionId}/items"]!["get"]!["parameters"]!.AsArray().Select(p => (string)p!["name"]!);
        Assert.Equal(["municipality"], columns.Intersect(parameters));
    }

    [Fact]
    public async Task An_answer_is_kept_and_languages_never_mix()
    {
        foreach (var (language, title) in new[] { ("en", "Concert in Karlstad cathedral"), ("sv", "Konsert i Karlstads domkyrka"), ("en", "Concert in Karlstad cathedral") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Events + "?q=konsert");
            request.Headers.Add("Accept-Language", language);
            using var response = await catalogue.Client.SendAsync(request, Ct);
            Assert.Contains(title, await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
            Assert.Equal(language, response.Content.Headers.ContentLanguage.Single());
            Assert.Equal(["Accept-Encoding", "Accept-Language", "Authorization"], response.Headers.Vary.Order());
        }
    }

    [Fact]
    public async Task What_is_not_there_is_said_to_be_not_there_merged_or_withdrawn()
    {
        await catalogue.ProblemAsync("/ogc/collections/museums", 404, "collection-unknown");
        await catalogue.ProblemAsync("/ogc/collections/museums/items", 404, "collection-unknown");
        await catalogue.ProblemAsync("/ogc/collections/event/items/nothing", 404, "listing-unknown");
        await catalogue.ProblemAsync("/ogc/collections/food/items/{l-001}", 404, "listing-unknown");
        await catalogue.ProblemAsync(Events + "/{l-gone}", 410, "listing-tombstoned");
        await catalogue.ProblemAsync("/ogc/nothing", 404, "not-found");
        using var merged = await catalogue.Client.GetAsync(Events + "/{l-merged}?language=en", Ct);
        Assert.Equal(HttpStatusCode.MovedPermanently, merged.StatusCode);
        Assert.Equal(catalogue.Path(Events + "/{l-001}?language=en"), merged.Headers.Location!.PathAndQuery);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=1e3", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("bbox=1,2,3", "bbox")]
    [InlineData("bbox=1,2,3,4,5", "bbox")]
    [InlineData("bbox=13,60,14,59", "bbox")]
    [InlineData("bbox=13,59,10,14,60,5", "bbox")]
    [InlineData("bbox=NaN,59,14,60", "bbox")]
    [InlineData("bbox=1e308,59,14,60", "bbox")]
    [InlineData("bbox=13,59,14,91", "bbox")]
    [InlineData("datetime=", "datetime")]
    [InlineData("datetime=..", "datetime")]
    [InlineData("datetime=../..", "datetime")]
    [InlineData("datetime=/", "datetime")]
    [InlineData("datetime=2026-12-08T18:00:00", "datetime")]
    [InlineData("datetime=2026-13-01", "datetime")]
    [InlineData("datetime=2026-12-10/2026-12-09", "datetime")]
    [InlineData("datetime=2026-12-08/2026-12-09/2026-12-10", "datetime")]
    [InlineData("datetime=9999-12-31/..", "datetime")]
    [InlineData("after=%27", "after")]
    [InlineData("municipality=x", "municipality")]
    public async Task What_cannot_be_honoured_is_refused_and_named(string query, string parameter)
    {
        var problem = await catalogue.ProblemAsync($"{Events}?{query}", 400, "invalid-value");
        Assert.Equal(parameter, (string)problem["parameter"]!);
    }

    [Fact]
    public async Task Addresses_are_the_public_ones_and_who_has_an_answer_is_told_so()
    {
        await using var app = await ServedCatalogue.StartAsync(ServedCatalogue.AsReader(catalogue.Owner), ("Api:PublicUrl", "https://data.example.se/"));
        using var client = ServedCatalogue.ClientOf(app);
        foreach (var path in new[] { "/ogc", "/ogc/collections", "/ogc/collections/event", Events + "?limit=1", "/ogc/api" })
        {
            using var response = await client.GetAsync(path, Ct);
            var text = await response.Content.ReadAsStringAsync(Ct);
            Assert.Contains("https://data.example.se/ogc", text, StringComparison.Ordinal);
            Assert.DoesNotContain("127.0.0.1", text, StringComparison.Ordinal);
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("If-None-Match", response.Headers.ETag!.ToString());
            using var again = await client.SendAsync(request, Ct);
            Assert.True(again.StatusCode == HttpStatusCode.NotModified, path);
            Assert.NotNull(response.Headers.CacheControl);
        }
    }

    static IEnumerable<JsonObject> Links(JsonNode answer) => answer["links"]?.AsArray().Select(link => link!.AsObject()) ?? [];
}
