using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Bodies;
using Besoksnaring.Api.Tests.Catalogue;
using CsCheck;
using Microsoft.AspNetCore.WebUtilities;

namespace Besoksnaring.Api.Tests.Bodies;

/// <summary>A search by POST is the search by address, whatever is asked, and whatever else is sent is answered with a problem.</summary>
public sealed class SearchByPostTests(ServedCatalogue catalogue)
{
    [Theory]
    [InlineData("listings", "")]
    [InlineData("listings", "municipality=Karlstad&municipality=Arvika&kind=event,activity&limit=3&language=en")]
    [InlineData("listings", "near=59.381,13.504&radius=1.5&free=true")]
    [InlineData("listings", "polygon=POLYGON((13 59,14 59,14 60,13 59))&limit=1")]
    [InlineData("listings", "limit=2&offset=4&f=geojson")]
    [InlineData("listings", "q=äppelmarknd")]
    [InlineData("listings", "municipality=Karlsta&limt=5&limit=1000")]
    [InlineData("events", "when=i-helgen&concept=!market&view=occurrences&limit=2")]
    [InlineData("events", "from=2026-12-01&to=2026-12-31&f=ics")]
    [InlineData("events", "when=sportlov:1780:1990")]
    [InlineData("events", "when=idag&from=2026-12-01")]
    public async Task It_is_answered_as_the_address_is(string resource, string query)
    {
        using var byAddress = await catalogue.Client.GetAsync($"/api/v1/{resource}?{query}", Ct);
        using var byPost = await SendAsync(resource, JsonSerializer.Serialize(Body(query)));
        Assert.Equal(byAddress.StatusCode, byPost.StatusCode);
        Assert.Equal(byAddress.Content.Headers.ContentType, byPost.Content.Headers.ContentType);
        Assert.Equal("no-store", byPost.Headers.CacheControl!.ToString());
        var text = await byPost.Content.ReadAsStringAsync(Ct);
        Assert.Equal(await byAddress.Content.ReadAsStringAsync(Ct), byPost.IsSuccessStatusCode ? text : text.Replace("/search\"", "\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Numbers_flags_lists_and_GeoJSON_mean_what_their_texts_do()
    {
        using var typed = await SendAsync("listings", """
            { "municipality": ["Karlstad", "1784"], "free": true, "limit": 5, "radius": 30.5, "near": "59.4,13.5", "ids": [],
              "polygon": { "type": "MultiPolygon", "coordinates": [[[[1.3e1, 59.0, 12], [14, 59], [14, 60], [13, 59]]]] } }
            """.Replace("\"ids\": [],", "", StringComparison.Ordinal));
        var query = "municipality=Karlstad,1784&free=true&limit=5&radius=30.5&near=59.4,13.5&polygon=" + Uri.EscapeDataString("POLYGON((13 59,14 59,14 60,13 59))");
        Assert.Equal(await (await catalogue.Client.GetAsync("/api/v1/listings?" + query, Ct)).Content.ReadAsStringAsync(Ct), await typed.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task What_is_too_long_for_an_address_pages_by_POST_to_the_end()
    {
        var ring = Enumerable.Range(0, 800).Select(i => 2 * Math.PI * i / 800).Select(a => new[] { Math.Round(13.4 + 0.5 * Math.Cos(a), 9), Math.Round(59.4 + 0.5 * Math.Sin(a), 9) }).ToList();
        foreach (var (resource, plural) in new[] { ("listings", "listings"), ("events", "events") })
        {
            var all = (await catalogue.GetAsync($"/api/v1/{resource}?bbox=12.9,58.9,13.9,59.9&limit=100"))[plural]!.AsArray().Select(row => (string)row!["id"]!).ToList();
            Assert.NotEmpty(all);
            var (href, body) = ($"/api/v1/{resource}/search", JsonSerializer.Serialize(new { polygon = new { type = "Polygon", coordinates = new[] { ring.Append(ring[0]) } }, limit = 1 }));
            var found = new List<string>();
            while (href is not null)
            {
                using var response = await SendToAsync(href, body);
                var page = (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!;
                found.AddRange(page[plural]!.AsArray().Select(row => (string)row!["id"]!));
                Assert.All(page["_links"]!.AsObject(), link => Assert.Equal("POST", (string)link.Value!["method"]!));
                var next = page["_links"]!["next"];
                (href, body) = ((string?)next?["href"], next?["body"]!.ToJsonString() ?? "");
                Assert.True(found.Count <= all.Count);
            }
            Assert.Equal(all, found);
            using var shaped = await SendAsync(resource, JsonSerializer.Serialize(new { polygon = new { type = "Polygon", coordinates = new[] { ring.Append(ring[0]) } }, limit = 1, f = "geojson" }));
            Assert.True((await shaped.Content.ReadAsStringAsync(Ct)).Length < SearchAddress.Longest);
        }
    }

    [Theory]
    [InlineData("""{ "polygon": { "type": "Point", "coordinates": [13, 59] } }""", "polygon")]
    [InlineData("""{ "polygon": { "type": "Polygon", "coordinates": [[13, 59], [14, 59]] } }""", "polygon")]
    [InlineData("""{ "polygon": { "type": "Polygon", "coordinates": [] } }""", "polygon")]
    [InlineData("""{ "polygon": { "type": "Polygon", "coordinates": [[["13", "59"]]] } }""", "polygon")]
    [InlineData("""{ "polygon": { "type": "Polygon", "coordinates": [[[13, 59], [14, 59], [14, 1e400], [13, 59]]] } }""", "polygon")]
    [InlineData("""{ "kind": null }""", "kind")]
    [InlineData("""{ "kind": [] }""", "kind")]
    [InlineData("""{ "kind": [["event"]] }""", "kind")]
    [InlineData("""{ "kind": { "event": true } }""", "kind")]
    [InlineData("""{ "limit": [1, 2] }""", "limit")]
    [InlineData("""{ "limit": 1e1 }""", "limit")]
    [InlineData("""{ "limit": true }""", "limit")]
    [InlineData("""{ "q": "\u0000" }""", "q")]
    [InlineData("""{ "limt": 5 }""", "limt")]
    [InlineData("""{ "limt": null }""", "limt")]
    public async Task A_member_that_cannot_be_honoured_is_named(string body, string member)
    {
        var problem = await ProblemAsync("listings", body, HttpStatusCode.BadRequest);
        Assert.Equal(member, (string)problem["parameter"]!);
        Assert.NotNull(problem["allowed"]);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("[]", "object")]
    [InlineData("null", "object")]
    [InlineData("{} {}", "not JSON")]
    [InlineData("{}x", "not JSON")]
    [InlineData("{\"limit\":1,}", "not JSON")]
    [InlineData("{/* */}", "not JSON")]
    [InlineData("{\"limit\":1,\"limit\":2}", "'limit' is there twice")]
    [InlineData("{\"limit\":1,\"li\\u006dit\":2}", "'limit' is there twice")]
    [InlineData("{\"polygon\":{\"type\":\"Polygon\",\"type\":\"Polygon\"}}", "'type' is there twice")]
    [InlineData("{\"q\":\"\\ud800\"}", "not Unicode")]
    [InlineData("{\"\\ud800\":1}", "not Unicode")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]", "not JSON")]
    public async Task What_is_no_object_is_refused(string body, string said)
    {
        var problem = await ProblemAsync("listings", body, HttpStatusCode.BadRequest);
        Assert.EndsWith("/body-invalid", (string)problem["type"]!, StringComparison.Ordinal);
        Assert.Contains(said, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_types_sizes_and_methods_are_refused()
    {
        foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", "" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/listings/search") { Content = new ByteArrayContent("{}"u8.ToArray()) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var response = await catalogue.Client.SendAsync(request, Ct);
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        }
        var large = new byte[JsonBody.MostBytes + 1];
        Array.Fill(large, (byte)' ');
        (large[0], large[^1]) = ((byte)'{', (byte)'}');
        foreach (var chunked in new[] { false, true })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events/search") { Content = new ByteArrayContent(large) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.TransferEncodingChunked = chunked;
            using var response = await catalogue.Client.SendAsync(request, Ct);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        }
        foreach (var resource in new[] { "listings", "events" })
        {
            foreach (var method in new[] { "GET", "PUT", "DELETE", "PATCH" })
            {
                using var response = await catalogue.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), $"/api/v1/{resource}/search"), Ct);
                Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
                Assert.Equal(["POST"], response.Content.Headers.Allow);
            }
            using var post = await catalogue.Client.PostAsync($"/api/v1/{resource}", null, Ct);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
        }
    }

    [Fact]
    public async Task A_page_on_another_site_may_send_it_and_no_condition_makes_it_304()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/v1/events/search");
        preflight.Headers.Add("Origin", "https://arvika.example");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "content-type");
        using var allowed = await catalogue.Client.SendAsync(preflight, Ct);
        Assert.Contains("POST", allowed.Headers.GetValues("Access-Control-Allow-Methods").Single(), StringComparison.Ordinal);
        Assert.Equal("content-type", allowed.Headers.GetValues("Access-Control-Allow-Headers").Single());

        using var conditional = new HttpRequestMessage(HttpMethod.Post, "/api/v1/listings/search") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        conditional.Headers.Add("If-None-Match", "*");
        using var whole = await catalogue.Client.SendAsync(conditional, Ct);
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
    }

    [Fact]
    public async Task No_body_is_a_fault()
    {
        string[] pieces = ["{", "}", "[", "]", ":", ",", "\"limit\"", "\"polygon\"", "\"kind\"", "\"when\"", "1", "-1e999", "null", "true", "\"\\ud800\"", "\"event\"", "{\"type\":\"Polygon\",\"coordinates\":", "[[[13,59],[14,59],[14,60],[13,59]]]", "\u00e5", "\0"];
        var bodies = Gen.OneOf(
            Gen.Int[0, pieces.Length - 1].List[0, 12].Select(list => string.Concat(list.Select(i => pieces[i]))),
            Gen.Select(Gen.Int[6, 9], Gen.Int[10, pieces.Length - 1]).List[0, 3].Select(pairs => $"{{{string.Join(',', pairs.Select(p => $"{pieces[p.Item1]}:{pieces[p.Item2]}"))}}}"));
        await bodies.SampleAsync(
            async body =>
            {
                using var response = await SendAsync("events", body);
                Assert.True((int)response.StatusCode is 200 or 400, $"{body}: {(int)response.StatusCode}");
            },
            iter: 500, threads: 2);
    }

    static JsonObject Body(string query)
    {
        var body = new JsonObject();
        foreach (var (name, values) in QueryHelpers.ParseQuery(query))
        {
            body[name] = values.Count == 1 ? values[0] : new JsonArray([.. values.Select(value => (JsonNode)value!)]);
        }
        return body;
    }

    async Task<JsonObject> ProblemAsync(string resource, string body, HttpStatusCode status)
    {
        using var response = await SendAsync(resource, body);
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.StatusCode == status, text);
        return (JsonObject)JsonNode.Parse(text)!;
    }

    Task<HttpResponseMessage> SendAsync(string resource, string body) => SendToAsync($"/api/v1/{resource}/search", body);

    Task<HttpResponseMessage> SendToAsync(string address, string body) => catalogue.Client.PostAsync(address, new StringContent(body, Encoding.UTF8, "application/json"), Ct);
}
