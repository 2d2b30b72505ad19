using System.Net;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Catalogue;
using CsCheck;

namespace Besoksnaring.Api.Tests.Subscriptions;

/// <summary>What cannot be subscribed to, said so that its sender can mend it; and nothing that is sent is a fault of ours.</summary>
public sealed class SubscriptionRefusalTests(ServedCatalogue catalogue)
{
    const string Name = "\"name\": \"x\"";
    const string Address = "\"address\": \"https://hooks.exempel.example/\"";

    [Theory]
    [InlineData("{ " + Address + " }", "name")]
    [InlineData("{ " + Address + ", \"name\": \"  \" }", "name")]
    [InlineData("{ " + Address + ", \"name\": 5 }", "name")]
    [InlineData("{ " + Address + ", \"name\": \"a\\u0000\" }", "name")]
    [InlineData("{ " + Name + " }", "address")]
    [InlineData("{ " + Name + ", \"address\": null }", "address")]
    [InlineData("{ " + Name + ", \"address\": \"hooks.exempel.example\" }", "address")]
    [InlineData("{ " + Name + ", \"address\": \"http://hooks.exempel.example/\" }", "address")]
    [InlineData("{ " + Name + ", \"address\": \"https://127.0.0.1/\" }", "address")]
    [InlineData("{ " + Name + ", \"address\": \"https://[::1]/\" }", "address")]
    [InlineData("{ " + Name + ", \"address\": \"https://169.254.169.254/latest/meta-data\" }", "address")]
    [InlineData("{ " + Name + ", \"address\": \"https://2130706433/\" }", "address")]
    [InlineData("{ " + Name + ", \"address\": \"https://localhost/\" }", "address")]
    [InlineData("{ " + Name + ", \"address\": \"https://user:word@hooks.exempel.example/\" }", "address")]
    [InlineData("{ " + Name + ", \"address\": \"file:///etc/passwd\" }", "address")]
    [InlineData("{ " + Name + "," + Address + ", \"search\": 1 }", "search")]
    [InlineData("{ " + Name + "," + Address + ", \"search\": \"no-such\" }", "search")]
    [InlineData("{ " + Name + "," + Address + ", \"search\": \"" + ServedCatalogue.FollowedSearch + "\" }", "search")]
    [InlineData("{ " + Name + "," + Address + ", \"kinds\": [] }", "kinds")]
    [InlineData("{ " + Name + "," + Address + ", \"kinds\": \"event\" }", "kinds")]
    [InlineData("{ " + Name + "," + Address + ", \"kinds\": [\"evnt\"] }", "kinds", "event")]
    [InlineData("{ " + Name + "," + Address + ", \"kinds\": [\"event\", null] }", "kinds")]
    [InlineData("{ " + Name + "," + Address + ", \"payload\": \"thinn\" }", "payload", "thin")]
    [InlineData("{ " + Name + "," + Address + ", \"payload\": true }", "payload")]
    [InlineData("{ " + Name + "," + Address + ", \"languages\": [\"fr\"] }", "languages")]
    [InlineData("{ " + Name + "," + Address + ", \"languages\": [] }", "languages")]
    [InlineData("{ " + Name + "," + Address + ", \"adress\": \"x\" }", "adress", "address")]
    [InlineData("{ " + Name + "," + Address + ", \"secret\": \"x\" }", "secret")]
    public async Task A_member_that_cannot_be_honoured_is_named(string body, string member, string? nearest = null)
    {
        var partner = await ASubscriber.AddAsync(catalogue.Client, catalogue.Owner);
        var (address, _) = await partner.SubscribeAsync();
        foreach (var (method, path) in new[] { (HttpMethod.Post, ASubscriber.Root), (HttpMethod.Put, address) })
        {
            var (status, problem) = await partner.SendAsync(method, path, body);
            Assert.True(status == HttpStatusCode.BadRequest, problem.ToJsonString());
            Assert.Equal((member, nearest), ((string)problem["parameter"]!, (string?)problem["nearest"]));
            Assert.True(problem["allowed"]?.AsArray().Count > 0 || problem["allowedAt"] is not null, problem.ToJsonString());
            // A password that was sent is not sent back.
            Assert.DoesNotContain("word@", problem.ToJsonString(), StringComparison.Ordinal);
        }
        Assert.Equal(1, (int)(await partner.SendAsync(HttpMethod.Get, ASubscriber.Root)).Answer["_meta"]!["totalCount"]!);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("9007199254740992")]
    [InlineData("\"3\"")]
    [InlineData("null")]
    public async Task What_is_no_number_in_its_bounds_is_refused_wherever_one_is_asked_for(string number)
    {
        var partner = await ASubscriber.AddAsync(catalogue.Client, catalogue.Owner);
        var (address, made) = await partner.SubscribeAsync();
        foreach (var (path, body, member) in new[]
        {
            (ASubscriber.Root, $"{{ {Name}, {Address}, \"after\": {number} }}", "after"),
            (address + "/replay", $"{{ \"after\": {number} }}", "after"),
            (address + "/rotate", $"{{ \"overlapHours\": {number} }}", "overlapHours"),
        })
        {
            var (status, problem) = await partner.SendAsync(HttpMethod.Post, path, body);
            Assert.True(status == HttpStatusCode.BadRequest, $"{path}: {problem.ToJsonString()}");
            Assert.Equal(member, (string)problem["parameter"]!);
        }
        var (beyond, _) = await partner.SendAsync(HttpMethod.Post, address + "/rotate", """{ "overlapHours": 169 }""");
        var (ahead, _) = await partner.SendAsync(HttpMethod.Post, address + "/replay", $$"""{ "after": {{(long)made["position"]! + 1}} }""");
        var (missing, _) = await partner.SendAsync(HttpMethod.Post, address + "/replay", "{}");
        Assert.All([beyond, ahead, missing], status => Assert.Equal(HttpStatusCode.BadRequest, status));
        Assert.Equal(made["updatedAt"]!.ToJsonString(), (await partner.SendAsync(HttpMethod.Get, address)).Answer["updatedAt"]!.ToJsonString());
        Assert.Equal((long)made["position"]!, (long)(await partner.SendAsync(HttpMethod.Get, address)).Answer["position"]!);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var partner = await ASubscriber.AddAsync(catalogue.Client, catalogue.Owner);
        var (_, problem) = await partner.SendAsync(HttpMethod.Post, ASubscriber.Root, """{ "name": "", "address": "ftp://x.example", "kinds": ["x"], "payload": "x", "languages": ["x"], "after": -1, "more": 1 }""");
        Assert.Equal(["address", "after", "kinds", "languages", "more", "name", "payload"], problem["errors"]!.AsArray().Select(error => (string)error!["parameter"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_search_must_be_ones_own_be_there_and_have_a_feed()
    {
        var (partner, other) = (await ASubscriber.AddAsync(catalogue.Client, catalogue.Owner), await ASubscriber.AddAsync(catalogue.Client, catalogue.Owner));
        async Task<string> SaveAsync(string query) =>
            (string)(await partner.SendAsync(HttpMethod.Post, "/api/v1/searches", $$"""{ "name": "x", "resource": "events", "query": {{query}} }""")).Answer["id"]!;
        static string Of(string search) => $$"""{ {{Name}}, {{Address}}, "search": "{{search}}" }""";
        var (followed, timed, removed) = (await SaveAsync("""{ "municipality": "Arvika" }"""), await SaveAsync("""{ "when": "today" }"""), await SaveAsync("{}"));
        Assert.Equal(HttpStatusCode.NoContent, await partner.StatusAsync(HttpMethod.Delete, "/api/v1/searches/" + removed));

        var (_, made) = await partner.SubscribeAsync(Of(followed));
        Assert.Equal((followed, $"/api/v1/searches/{followed}"), ((string)made["search"]!, new Uri((string)made["_links"]!["search"]!["href"]!).AbsolutePath));
        var (timedStatus, problem) = await partner.SendAsync(HttpMethod.Post, ASubscriber.Root, Of(timed));
        Assert.Equal((HttpStatusCode.Conflict, "when"), (timedStatus, (string)problem["parameter"]!));
        Assert.EndsWith("/problems/search-without-feed", (string)problem["type"]!, StringComparison.Ordinal);
        foreach (var (who, search) in new[] { (partner, removed), (other, followed), (other, timed) })
        {
            var (status, refused) = await who.SendAsync(HttpMethod.Post, ASubscriber.Root, Of(search));
            Assert.Equal((HttpStatusCode.BadRequest, "search"), (status, (string)refused["parameter"]!));
        }
    }

    [Fact]
    public async Task No_body_and_no_id_is_a_fault()
    {
        var partner = await ASubscriber.AddAsync(catalogue.Client, catalogue.Owner);
        var (address, made) = await partner.SubscribeAsync();
        await partner.SendAsync(HttpMethod.Post, address + "/pause");
        string[] names = ["\"name\"", "\"address\"", "\"search\"", "\"kinds\"", "\"payload\"", "\"languages\"", "\"after\"", "\"overlapHours\"", "\"x\"", "\"\\u0000\""];
        string[] values =
        [
            "\"https://hooks.exempel.example/å?ä=ö\"", "\"https://räksmörgås.example\"", "\"https://[::ffff:1.2.3.4%25x]/\"", "\"https://\"", "\"https://a.example:99999/\"", "\"x\"", "\"\\u0000\"", "\"\\ud800\"", "\"💩\"",
            "null", "{}", "[]", "[\"event\"]", "[\"sv\",\"en\"]", "[[]]", "true", "0", "5", "-0", "1e999", "99999999999999999999", "\"thin\"", "\"data\"",
        ];
        var member = Gen.Select(Gen.Int[0, names.Length - 1], Gen.Int[0, values.Length - 1]).Select((name, value) => $"{names[name]}:{values[value]}");
        var bodies = Gen.Select(member.List[0, 4], Gen.Bool).Select((members, isLikely) => $"{{{string.Join(',', isLikely ? [$"{Name},{Address}", .. members] : members)}}}");
        await Gen.Select(bodies, Gen.Int[0, 3]).SampleAsync(
            async (body, which) =>
            {
                var (method, path) = which switch { 0 => (HttpMethod.Post, ASubscriber.Root), 1 => (HttpMethod.Put, address), 2 => (HttpMethod.Post, address + "/rotate"), _ => (HttpMethod.Post, address + "/replay") };
                var (status, answer) = await partner.SendAsync(method, path, body);
                Assert.True((int)status is 200 or 201 or 400 or 409, $"{method} {path} {body}: {(int)status}");
                if (status == HttpStatusCode.Created)
                {
                    await partner.SendAsync(HttpMethod.Delete, $"{ASubscriber.Root}/{answer["id"]}");
                }
            },
            iter: 400, threads: 2);
        foreach (var id in new[] { "x", "%01", "%27", "%F0%9F%92%A9", new string('a', 2_000), (string)made["id"]! + "%20" })
        {
            foreach (var (method, below, body) in ASubscriber.Operations)
            {
                Assert.Equal(HttpStatusCode.NotFound, await partner.StatusAsync(method, $"{ASubscriber.Root}/{id}{below}", body));
            }
        }
        foreach (var query in new[] { "limit=0", "limit=x", "offset=-1", "before=x", "before=-1" })
        {
            var path = query.StartsWith("before", StringComparison.Ordinal) ? address + "/deliveries" : ASubscriber.Root;
            Assert.Equal(HttpStatusCode.BadRequest, await partner.StatusAsync(HttpMethod.Get, $"{path}?{query}"));
        }
    }
}
