using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Api.Tests.OpenApi;
using Besoksnaring.Api.Tests.Partners;
using CsCheck;

namespace Besoksnaring.Api.Tests.Searches;

/// <summary>A saved search is the search, at an address of its own, and its partner's alone to change.</summary>
public sealed partial class SavedSearchTests(ServedCatalogue catalogue)
{
    const string Root = "/api/v1/searches";

    [Theory]
    [InlineData("events", """{ "when": "2026-12", "view": "occurrences", "limit": 3 }""", "when=2026-12&view=occurrences&limit=3")]
    [InlineData("events", """{ "when": "this-weekend", "language": "en" }""", "when=this-weekend&language=en")]
    [InlineData("listings", """{ "municipality": ["Karlstad", "Arvika"], "kind": "!trail" }""", "municipality=Karlstad,Arvika&kind=!trail")]
    [InlineData("listings", """{ "q": "äppelmarknd" }""", "q=äppelmarknd")]
    [InlineData("listings", """{ "kind": "activity", "sort": "name", "limit": 4 }""", "kind=activity&sort=name&limit=4")]
    public async Task It_answers_as_the_search_does_in_every_shape(string resource, string query, string parameters)
    {
        var (_, address) = await SaveAsync(resource, query);
        foreach (var more in new[] { "f=json", "f=jsonld", "f=geojson", "f=ics", "f=atom", "f=csv", "limit=2", "language=de&offset=1" })
        {
            // What is asked for outweighs what is saved.
            var asked = string.Join('&', parameters.Split('&').Where(p => !more.Split('&').Any(m => m.Split('=')[0] == p.Split('=')[0])));
            using var saved = await catalogue.Client.GetAsync($"{address}?{more}", Ct);
            using var search = await catalogue.Client.GetAsync($"/api/v1/{resource}?{asked}&{more}", Ct);
            Assert.Equal(search.StatusCode, saved.StatusCode);
            Assert.Equal(search.Content.Headers.ContentType, saved.Content.Headers.ContentType);
            // A line of iCalendar is folded where it is long.
            var text = (await saved.Content.ReadAsStringAsync(Ct)).Replace("\r\n ", "", StringComparison.Ordinal);
            Assert.Equal(Addresses().Replace((await search.Content.ReadAsStringAsync(Ct)).Replace("\r\n ", "", StringComparison.Ordinal), "here"), Addresses().Replace(text, "here"));
            Assert.DoesNotContain($"/api/v1/{resource}?", text, StringComparison.Ordinal);
        }
        using var accepted = new HttpRequestMessage(HttpMethod.Get, address);
        accepted.Headers.Add("Accept", "text/calendar");
        Assert.Equal("text/calendar", (await catalogue.Client.SendAsync(accepted, Ct)).Content.Headers.ContentType!.MediaType);
    }

    [GeneratedRegex(@"http://127[0-9.:]+/api/v1/(?:searches/\w+|events|listings)(?:\?[^""<\s]*)?(?=[""<\s])")]
    private static partial Regex Addresses();

    [Theory]
    [InlineData("events", """{ "from": "2026-12-01", "view": "occurrences", "limit": 2 }""")]
    [InlineData("listings", """{ "kind": ["activity", "trail"], "limit": 7 }""")]
    public async Task Its_pages_go_on_at_its_own_address(string resource, string query)
    {
        var (_, address) = await SaveAsync(resource, query);
        var all = (await catalogue.GetAsync(address + "?limit=100"))[resource]!.AsArray().Select(row => row!.ToJsonString()).ToList();
        var found = new List<string>();
        for (string? next = address; next is not null;)
        {
            var page = await catalogue.GetAsync(next);
            found.AddRange(page[resource]!.AsArray().Select(row => row!.ToJsonString()));
            next = (string?)page["_links"]!["next"]?["href"];
            Assert.True(next?.Contains(address, StringComparison.Ordinal) ?? true, next);
            Assert.True(found.Count <= all.Count);
        }
        Assert.True(found.Count > 3);
        Assert.Equal(all, found);
    }

    [Fact]
    public async Task Nothing_but_language_limit_place_and_shape_can_be_asked_otherwise()
    {
        var (_, address) = await SaveAsync("listings", "{}");
        foreach (var other in new[] { "kind=event", "q=x", "when=today", "polygon=x", "key=x" })
        {
            await catalogue.ProblemAsync($"{address}?{other}", 400, "unknown-parameter");
        }
        var cursor = (string)(await catalogue.GetAsync("/api/v1/events?limit=1"))["_links"]!["next"]!["href"]!;
        await catalogue.ProblemAsync($"{address}?{cursor[cursor.IndexOf("after=", StringComparison.Ordinal)..]}", 400, "invalid-value");
    }

    [Fact]
    public async Task A_change_is_seen_at_once_here_and_within_moments_elsewhere_and_what_is_removed_is_gone_for_ever()
    {
        await using var other = await ServedCatalogue.StartAsync(ServedCatalogue.AsReader(catalogue.Owner));
        using var elsewhere = ServedCatalogue.ClientOf(other);
        var (key, address) = await SaveAsync("listings", """{ "kind": "event" }""");
        async Task<int> CountAsync(HttpClient client)
        {
            using var response = await client.GetAsync(address, Ct);
            return response.IsSuccessStatusCode ? (int)JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!["_meta"]!["totalCount"]! : -(int)response.StatusCode;
        }
        var events = await CountAsync(catalogue.Client);
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(events, await CountAsync(catalogue.Client));
            await UntilAsync(async () => await CountAsync(elsewhere) == events);
            await ChangeAsync(key, address, """{ "name": "x", "resource": "listings", "query": { "ids": "nothing" } }""", HttpStatusCode.OK);
            Assert.NotEqual(events, await CountAsync(catalogue.Client));
            await UntilAsync(async () => await CountAsync(elsewhere) != events);
            await ChangeAsync(key, address, """{ "name": "x", "resource": "listings", "query": { "kind": "event" } }""", HttpStatusCode.OK);
        }
        using var removed = await APartner.SendAsync(catalogue.Client, HttpMethod.Delete, address, key);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(-410, await CountAsync(catalogue.Client));
        await UntilAsync(async () => await CountAsync(elsewhere) == -410);
        await catalogue.ProblemAsync(address, 410, "search-removed");
        await catalogue.ProblemAsync(address + "/definition", 410, "search-removed");
        await ChangeAsync(key, address, """{ "name": "x", "resource": "listings", "query": {} }""", HttpStatusCode.Gone);
        Assert.Equal(HttpStatusCode.Gone, (await APartner.SendAsync(catalogue.Client, HttpMethod.Delete, address, key)).StatusCode);
    }

    [Fact]
    public async Task Another_partners_is_not_there_and_a_key_without_the_scope_may_not()
    {
        var (key, address) = await SaveAsync("events", "{}");
        var (_, other) = await APartner.AddAsync(catalogue.Owner, "searches");
        var (_, reads) = await APartner.AddAsync(catalogue.Owner);
        const string body = """{ "name": "x", "resource": "events", "query": {} }""";
        foreach (var (who, status) in new (string?, HttpStatusCode)[] { (other, HttpStatusCode.NotFound), (reads, HttpStatusCode.Forbidden), (null, HttpStatusCode.Unauthorized) })
        {
            await ChangeAsync(who, address, body, status);
            Assert.Equal(status, (await APartner.SendAsync(catalogue.Client, HttpMethod.Delete, address, who)).StatusCode);
            if (status != HttpStatusCode.NotFound)
            {
                using var refused = await APartner.SendAsync(catalogue.Client, HttpMethod.Post, Root, who, body);
                Assert.Equal(status, refused.StatusCode);
                Assert.StartsWith("Bearer", refused.Headers.WwwAuthenticate.Single().ToString(), StringComparison.Ordinal);
                Assert.Equal(status, (await APartner.SendAsync(catalogue.Client, HttpMethod.Get, Root, who)).StatusCode);
            }
        }
        var schema = await AnswerSchema.OfAsync("SavedSearchList");
        using var own = await APartner.SendAsync(catalogue.Client, HttpMethod.Get, Root, key);
        using var others = await APartner.SendAsync(catalogue.Client, HttpMethod.Get, Root, other);
        var text = await own.Content.ReadAsStringAsync(Ct);
        Assert.Equal("private, no-store", own.Headers.CacheControl!.ToString().Replace("no-store, private", "private, no-store", StringComparison.Ordinal));
        Assert.Empty(schema.Validate(text));
        Assert.Equal(1, (int)JsonNode.Parse(text)!["_meta"]!["totalCount"]!);
        Assert.Equal(0, (int)JsonNode.Parse(await others.Content.ReadAsStringAsync(Ct))!["_meta"]!["totalCount"]!);
    }

    [Fact]
    public async Task What_was_saved_with_a_word_that_is_gone_is_a_problem_and_not_everything()
    {
        var (_, address) = await SaveAsync("events", """{ "concept": "music" }""");
        var id = address.Split('/')[^1];
        await ServedCatalogue.ExecuteAsync(catalogue.Owner, $$"""update partner.saved_search set query = '{ "concept": "no-such", "limit": 5 }' where id = '{{id}}'""");
        await UntilAsync(async () => (await catalogue.Client.GetAsync(address, Ct)).StatusCode == HttpStatusCode.Conflict);
        var problem = await catalogue.ProblemAsync(address, 409, "search-outdated");
        Assert.Equal("concept", (string)problem["parameter"]!);
    }

    [Theory]
    [InlineData("""{ "resource": "events", "query": {} }""", "name")]
    [InlineData("""{ "name": "", "resource": "events", "query": {} }""", "name")]
    [InlineData("""{ "name": "a\u0000", "resource": "events", "query": {} }""", "name")]
    [InlineData("""{ "name": "x", "resource": "runs", "query": {} }""", "resource")]
    [InlineData("""{ "name": "x", "resource": 1, "query": {} }""", "resource")]
    [InlineData("""{ "name": "x", "resource": "events" }""", "query")]
    [InlineData("""{ "name": "x", "resource": "events", "query": [] }""", "query")]
    [InlineData("""{ "name": "x", "resource": "events", "query": {}, "partner": "y" }""", "partner")]
    [InlineData("""{ "name": "x", "resource": "events", "query": { "concept": "no-such" } }""", "concept")]
    [InlineData("""{ "name": "x", "resource": "events", "query": { "f": "ics" } }""", "f")]
    [InlineData("""{ "name": "x", "resource": "events", "query": { "offset": 5 } }""", "offset")]
    [InlineData("""{ "name": "x", "resource": "events", "query": { "when": "today", "from": "2026-01-01" } }""", "from")]
    [InlineData("""{ "name": "x", "resource": "events", "query": { "when": "no-such-word" } }""", "when")]
    [InlineData("""{ "name": "x", "resource": "listings", "query": { "when": "today" } }""", "when")]
    [InlineData("""{ "name": "x", "resource": "listings", "query": { "radius": 5 } }""", "radius")]
    public async Task What_a_call_would_be_refused_for_is_not_saved(string body, string member)
    {
        var (_, key) = await APartner.AddAsync(catalogue.Owner, "searches");
        using var response = await APartner.SendAsync(catalogue.Client, HttpMethod.Post, Root, key, body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(member, (string)JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!["parameter"]!);
    }

    [Fact]
    public async Task No_body_and_no_id_is_a_fault()
    {
        var (_, key) = await APartner.AddAsync(catalogue.Owner, "searches");
        string[] names = ["\"name\"", "\"resource\"", "\"query\"", "\"x\""];
        string[] values = ["\"events\"", "\"listings\"", "{}", "{\"when\":\"\\u0000\"}", "null", "[]", "1e999", "\"\\ud800\"", "{\"limit\":5}", "\"I helgen \u00e5\""];
        await Gen.Select(Gen.Int[0, names.Length - 1], Gen.Int[0, values.Length - 1]).List[0, 4].Select(list => $"{{{string.Join(',', list.Select(p => $"{names[p.Item1]}:{values[p.Item2]}"))}}}").SampleAsync(
            async body =>
            {
                using var response = await APartner.SendAsync(catalogue.Client, HttpMethod.Post, Root, key, body);
                Assert.True((int)response.StatusCode is 201 or 400, $"{body}: {(int)response.StatusCode}");
            },
            iter: 300, threads: 2);
        foreach (var id in new[] { "x", "%01", "%27", "%F0%9F%92%A9", new string('a', 2_000) })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await catalogue.Client.GetAsync($"{Root}/{id}", Ct)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await APartner.SendAsync(catalogue.Client, HttpMethod.Delete, $"{Root}/{id}", key)).StatusCode);
        }
    }

    /// <returns>The partner's key, and the path that was given.</returns>
    async Task<(string Key, string Address)> SaveAsync(string resource, string query)
    {
        var (_, key) = await APartner.AddAsync(catalogue.Owner, "searches");
        using var response = await APartner.SendAsync(catalogue.Client, HttpMethod.Post, Root, key, $$"""{ "name": "Något", "resource": "{{resource}}", "query": {{query}} }""");
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.StatusCode == HttpStatusCode.Created, text);
        Assert.Empty((await AnswerSchema.OfAsync("SavedSearch")).Validate(text));
        var address = response.Headers.Location!.AbsolutePath;
        Assert.Equal(address, new Uri((string)JsonNode.Parse(text)!["_links"]!["results"]!["href"]!).AbsolutePath);
        var definition = await catalogue.GetAsync(address + "/definition");
        Assert.Equal(JsonNode.Parse(query)!.ToJsonString(), definition["query"]!.ToJsonString());
        return (key, address);
    }

    async Task ChangeAsync(string? key, string address, string body, HttpStatusCode status)
    {
        using var response = await APartner.SendAsync(catalogue.Client, HttpMethod.Put, address, key, body);
        Assert.Equal(status, response.StatusCode);
    }

    static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            Assert.True(tries < 200, "It never came.");
            await Task.Delay(50, Ct);
        }
    }
}
