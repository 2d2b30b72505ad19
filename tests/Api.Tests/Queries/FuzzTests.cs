using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Api.Tests.OpenApi;
using CsCheck;

namespace Besoksnaring.Api.Tests.Queries;

/// <summary>
/// Strangers' queries on everything that is described: whatever comes is answered within the limits or with a problem that names what is wrong, and
/// never with a fault. More of them with <c>CsCheck_Iter</c>.
/// </summary>
public sealed class FuzzTests(ServedCatalogue catalogue)
{
    const int CallsInOne = 30;
    static readonly string[] Members = ["type", "title", "status", "detail", "instance"];

    [Fact]
    public async Task Every_parameter_of_every_path_stands_every_hostile_value()
    {
        var calls = HostileQueries.Each(await TargetsAsync()).ToList();
        Assert.True(calls.Count > 10_000, $"Only {calls.Count} calls.");
        await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Ct }, async (call, _) => await TryAsync(call));
    }

    [Fact]
    public async Task No_query_is_a_fault_or_more_than_the_limit_and_each_refusal_says_what_is_wrong()
    {
        var targets = await TargetsAsync();
        var counts = new ConcurrentDictionary<(string Path, HttpStatusCode Status), int>();
        await HostileQueries.Calls(targets).Array[CallsInOne].SampleAsync(
            async calls =>
            {
                foreach (var call in calls)
                {
                    counts.AddOrUpdate((call.Target.Path, await TryAsync(call)), 1, (_, count) => count + 1);
                }
            },
            threads: 2, print: calls => string.Join('\n', calls.Select(call => call.Address)));
        // Were all refused, or none, it would show nothing. So small a catalogue has no slow question.
        Assert.All(targets, target => Assert.True(counts.ContainsKey((target.Path, HttpStatusCode.BadRequest)), target.Path));
        Assert.All(targets.Where(target => target.Parameters.Count > 0), target => Assert.True(counts.ContainsKey((target.Path, HttpStatusCode.OK)), target.Path));
        Assert.DoesNotContain(counts.Keys, key => key.Status == HttpStatusCode.ServiceUnavailable);
    }

    async Task<List<Target>> TargetsAsync()
    {
        var targets = new List<Target>();
        foreach (var (path, operation) in (await DescriptionTests.OperationsAsync(catalogue)).Where(o => o.Operation["requestBody"] is null))
        {
            var parameters = operation["parameters"]?.AsArray().Where(p => (string)p!["in"]! == "query").Select(p => new Parameter(
                (string)p!["name"]!, p["example"] is JsonArray list ? string.Join(',', list) : p["example"]!.ToString(), (long?)p["schema"]!["maximum"])).ToList() ?? [];
            targets.Add(new Target(catalogue.Path(DescriptionTests.Address(path)), parameters));
        }
        Assert.True(targets.Count > 25, $"Only {targets.Count} paths.");
        return targets;
    }

    async Task<HttpStatusCode> TryAsync(Call call)
    {
        var address = new Uri(catalogue.Address.GetLeftPart(UriPartial.Authority) + call.Address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var response = await catalogue.Client.GetAsync(address, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        var said = $"{call.Address}: {(int)response.StatusCode} {text[..Math.Min(text.Length, 600)]}";
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                CheckRows(call, response, text, said);
                break;
            case HttpStatusCode.BadRequest:
                CheckRefusal(call, response, text, said);
                break;
            case HttpStatusCode.UnprocessableEntity:
                Assert.True(text.Contains("/problems/calendar-no-data", StringComparison.Ordinal), said);
                break;
            case HttpStatusCode.ServiceUnavailable:
                Assert.True(text.Contains("/problems/too-slow", StringComparison.Ordinal), said);
                break;
            default:
                Assert.Fail(said);
                break;
        }
        return response.StatusCode;
    }

    static void CheckRows(Call call, HttpResponseMessage response, string text, string said)
    {
        if (response.Content.Headers.ContentType!.MediaType is not ("application/json" or "application/geo+json"))
        {
            return;
        }
        var body = JsonNode.Parse(text)!.AsObject();
        var most = (long?)body["_meta"]?["limit"] ?? call.Target.Parameters.Find(p => p.Name == "limit")?.Maximum ?? long.MaxValue;
        Assert.True(call.Target.Parameters.Find(p => p.Name == "limit")?.Maximum is not { } maximum || most <= maximum, said);
        Assert.True(body.Where(member => member.Key != "links").All(member => member.Value is not JsonArray rows || rows.Count <= most), said);
    }

    static void CheckRefusal(Call call, HttpResponseMessage response, string text, string said)
    {
        Assert.True(response.Content.Headers.ContentType?.MediaType == "application/problem+json", said);
        var problem = JsonNode.Parse(text)!.AsObject();
        Assert.True(Members.All(problem.ContainsKey), said);
        foreach (var error in (problem["errors"]?.AsArray() ?? []).Select(e => e!.AsObject()).Append(problem))
        {
            var name = (string)error["parameter"]!;
            Assert.True(call.Names.Any(given => Quotable.Of(given) == name), said);
            Assert.True(!string.IsNullOrEmpty((string?)error["detail"]), said);
            Assert.True(error["allowed"] is not null || error["allowedAt"] is not null, said);
        }
    }
}
