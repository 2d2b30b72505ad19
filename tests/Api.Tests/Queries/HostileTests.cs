using System.Net;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Catalogue;
using CsCheck;

namespace Besoksnaring.Api.Tests.Queries;

/// <summary>Whatever a stranger sends is answered 200 within the limits, or with a problem; never with a fault.</summary>
public sealed class HostileTests(ServedCatalogue catalogue)
{
    static readonly string[] Paths =
    [
        "/api/v1/listings", "/api/v1/listings/{l-001}", "/api/v1/listings/{l-001}/occurrences", "/api/v1/providers", "/api/v1/runs",
        "/api/v1/concepts", "/api/v1/concepts/unmapped", "/api/v1/municipalities", "/api/v1/api-info", "/health/ready", "/",
    ];

    static readonly string[] Names =
        ["kind", "municipality", "concept", "provider", "q", "language", "limit", "offset", "from", "inUse", "verdict", "lang", "", "x", "limit%5B%5D", "%F0%9F%92%A9"];

    static readonly string[] Values =
    [
        "", "event", "1780", "100", "-1", "999999999999", "NaN", "2026-12-24", "true", "held", "sv", "%00", "%ED%A0%80", "%FF%FE", "%", "%zz", "+", "'", "%27%3B+drop+table+x--",
        "%3Cscript%3E", "a%26b", "%21%7C%26%3A*", "%28%28%28", "%5C", "konsert:*", "%E2%80%AE", "%F0%9F%92%A9", "%CC%81%CC%81", "%C3%A5%C3%A4%C3%B6", ",,,", "a,b,c", "../../etc/passwd",
    ];

    static readonly Gen<string> Queries =
        Gen.Select(Gen.Int[0, Names.Length - 1].Select(i => Names[i]), Gen.Frequency((8, Gen.Int[0, Values.Length - 1].Select(i => Values[i])), (2, Gen.String[0, 30].Select(Escaped))))
            .Select(pair => $"{pair.Item1}={pair.Item2}").List[0, 4].Select(pairs => string.Join('&', pairs));

    [Fact]
    public async Task No_query_is_a_fault_or_more_than_the_limit() => await Gen.Select(Gen.Int[0, Paths.Length - 1].Select(i => Paths[i]), Queries).SampleAsync(
        async call =>
        {
            var address = new Uri($"{catalogue.Address.GetLeftPart(UriPartial.Authority)}{call.Item1}?{call.Item2}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
            using var response = await catalogue.Client.GetAsync(address, Ct);
            Assert.True((int)response.StatusCode is 200 or 400, $"{address}: {(int)response.StatusCode}");
            if (call.Item1 != "/" && response.StatusCode == HttpStatusCode.OK)
            {
                var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!.AsObject();
                Assert.All(body.Where(member => member.Value is JsonArray), rows => Assert.True(rows.Value!.AsArray().Count <= 100 || call.Item1 == "/api/v1/openapi.json"));
            }
        },
        iter: 400);

    [Theory]
    [InlineData("/api/v1/listings/%27%20or%201=1")]
    [InlineData("/api/v1/listings/..%2f..%2fetc")]
    [InlineData("/api/v1/listings/%F0%9F%92%A9")]
    [InlineData("/api/v1/listings/%ED%A0%80/provenance")]
    [InlineData("/api/v1/listings/%01/occurrences")]
    [InlineData("/api/v1/providers/%01")]
    [InlineData("/api/v1/runs/%7B%7D")]
    [InlineData("/problems/%3Cscript%3E")]
    [InlineData("/ogc/collections/%01")]
    [InlineData("/ogc/collections/%ED%A0%80/items")]
    [InlineData("/ogc/collections/event/items/%27%20or%201=1")]
    [InlineData("/ogc/collections/event/items/%01")]
    public async Task No_path_is_a_fault(string path)
    {
        var address = new Uri(catalogue.Address.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var response = await catalogue.Client.GetAsync(address, Ct);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    static string Escaped(string text) => Uri.EscapeDataString(string.Concat(text.Where(c => !char.IsSurrogate(c))));
}
