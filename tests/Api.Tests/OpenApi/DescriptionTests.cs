using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Tests.Catalogue;
using Microsoft.OpenApi;
using NJsonSchema;

namespace Besoksnaring.Api.Tests.OpenApi;

/// <summary>What the description says is what happens: the matrix of every path and parameter is made from the document itself.</summary>
public sealed class DescriptionTests(ServedCatalogue catalogue)
{
    static readonly Dictionary<string, string[]> Ids = new()
    {
        ["/api/v1/listings/{id}"] = ["{l-001}", "{l-002}", "{l-004}", "{l-005}", "{l-109}", "{l-111}"],
        ["/api/v1/listings/{id}/provenance"] = ["{l-001}"],
        ["/api/v1/listings/{id}/occurrences"] = ["{l-001}", "{l-002}", "{l-101}"],
        ["/api/v1/searches/{id}"] = [ServedCatalogue.SavedSearch],
        ["/api/v1/searches/{id}/definition"] = [ServedCatalogue.SavedSearch],
        ["/api/v1/searches/{id}/feed"] = [ServedCatalogue.FollowedSearch],
        ["/api/v1/searches/{id}/checksum"] = [ServedCatalogue.FollowedSearch],
        ["/api/v1/feeds/{kind}"] = ["event", "trail", "food", "listings"],
        ["/api/v1/feeds/{kind}/checksum"] = ["event", "trail", "food", "listings"],
        ["/api/v1/calendars/{id}"] = ["sportlov:1780", "vinterferie:NO-34", "midsommar", "klamdag"],
        ["/api/v1/providers/{id}"] = ["turid", "ny", "konserthus"],
        ["/api/v1/runs/{id}"] =
        [
            "0199f7a2-0000-7000-8000-000000000002", "0199f7a2-0000-7000-8000-000000000004",
            "0199f7a2-0000-7000-8000-000000000006", "0199f7a2-0000-7000-8000-000000000007",
        ],
        ["/ogc/collections/{collectionId}"] = ["event", "trail", "food", "listings"],
        ["/ogc/collections/{collectionId}/items"] = ["event", "trail", "food", "listings"],
        ["/ogc/collections/{collectionId}/items/{featureId}"] = ["event/items/{l-001}", "listings/items/{l-002}", "trail/items/{l-111}", "listings/items/{l-101}"],
        ["/api/v1/runs/{id}/quarantined"] = ["0199f7a2-0000-7000-8000-000000000006"],
    };

    static readonly JsonObject OgcSchemas = Schemas.Read("ogc.json");

    [Fact]
    public async Task The_document_is_OpenAPI_3_1()
    {
        using var response = await catalogue.Client.GetAsync("/api/v1/openapi.json", Ct);
        var read = OpenApiDocument.Parse(await response.Content.ReadAsStringAsync(Ct), "json");
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
        Assert.Equal(42, read.Document!.Paths.Count);
    }

    [Fact]
    public async Task Every_parameter_has_a_meaning_and_an_example_and_every_problem_too()
    {
        foreach (var (path, operation) in await OperationsAsync())
        {
            foreach (var parameter in Parameters(operation))
            {
                Assert.True(parameter["description"] is not null && parameter["example"] is not null, $"{path} {parameter["name"]}");
            }
            foreach (var (status, answer) in operation["responses"]!.AsObject().Where(r => r.Key[0] is '4' or '5'))
            {
                Assert.True(answer!["content"]!["application/problem+json"]!["examples"]!.AsObject().Count > 0, $"{path} {status}");
            }
        }
    }

    [Fact]
    public async Task Every_path_answers_what_its_schema_says()
    {
        foreach (var (path, operation) in await OperationsAsync())
        {
            var content = operation["responses"]!["200"]!["content"]!.AsObject();
            var name = ((string)(content["application/json"] ?? content.Single().Value)!["schema"]!["$ref"]!).Split('/')[^1];
            var schema = await AnswerSchema.OfAsync(name, path.StartsWith("/ogc", StringComparison.Ordinal) ? OgcSchemas : Schemas.All);
            if (operation["requestBody"]?["content"]!["application/json"]!["example"] is { } example)
            {
                using var response = await catalogue.Client.PostAsJsonAsync(path, example, Ct);
                Assert.True(response.IsSuccessStatusCode, path);
                Assert.Empty(schema.Validate(await response.Content.ReadAsStringAsync(Ct)));
                continue;
            }
            foreach (var address in Ids.GetValueOrDefault(path, [""]).Select(id => Address(path, id)))
            {
                var answer = await catalogue.GetAsync(address);
                var errors = schema.Validate(answer.ToJsonString());
                Assert.True(errors.Count == 0, $"{address}: {string.Join("; ", errors)}");
            }
        }
    }

    [Fact]
    public async Task Every_media_type_that_is_described_can_be_had()
    {
        var shaped = (await OperationsAsync()).Where(o => Parameters(o.Operation).Any(p => (string)p["name"]! == "f")).ToList();
        Assert.True(shaped.Count >= 2);
        foreach (var (path, operation) in shaped)
        {
            Assert.Equal(6, operation["responses"]!["200"]!["content"]!.AsObject().Count);
            Assert.NotNull(operation["responses"]!["406"]);
            foreach (var (type, content) in operation["responses"]!["200"]!["content"]!.AsObject())
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, Address(path));
                request.Headers.Add("Accept", type);
                using var response = await catalogue.Client.SendAsync(request, Ct);
                Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
                if (content!["schema"]!["$ref"] is { } reference)
                {
                    Assert.Empty((await AnswerSchema.OfAsync(((string)reference!).Split('/')[^1])).Validate(await response.Content.ReadAsStringAsync(Ct)));
                }
            }
        }
    }

    [Fact]
    public async Task A_problem_is_what_its_schema_says()
    {
        var schema = await AnswerSchema.OfAsync("Problem");
        foreach (var (path, status, type) in new[]
        {
            ("/api/v1/listings?limit=1000&x=1", 400, "invalid-value"), ("/api/v1/listings?municipality=x", 400, "invalid-value"),
            ("/api/v1/listings/{l-gone}", 410, "listing-tombstoned"), ("/api/v1/runs/x", 404, "run-unknown"),
        })
        {
            Assert.Empty(schema.Validate((await catalogue.ProblemAsync(path, status, type)).ToJsonString()));
        }
    }

    [Fact]
    public async Task Every_path_refuses_a_parameter_that_it_does_not_describe()
    {
        foreach (var (path, operation) in await OperationsAsync())
        {
            foreach (var stranger in new[] { "stranger=1", "Limit=5", "limit%20=5", "callback=x", "%00=1" })
            {
                if (operation["requestBody"] is not null)
                {
                    using var refused = await catalogue.Client.PostAsJsonAsync($"{path}?{stranger}", new { }, Ct);
                    Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
                    continue;
                }
                await catalogue.ProblemAsync(Address(path) + "?" + stranger, 400, "unknown-parameter");
            }
        }
    }

    [Fact]
    public async Task Every_parameter_refuses_what_its_schema_does_not_allow_and_takes_its_example()
    {
        var tried = 0;
        foreach (var (path, operation) in await OperationsAsync())
        {
            foreach (var parameter in Parameters(operation).Where(p => (string)p["in"]! == "query"))
            {
                var name = (string)parameter["name"]!;
                foreach (var bad in Bad(parameter["schema"]!.AsObject(), isCapped: path.StartsWith("/ogc", StringComparison.Ordinal)))
                {
                    var problem = await catalogue.ProblemAsync($"{Address(path)}?{name}={Uri.EscapeDataString(bad)}", 400, "invalid-value");
                    Assert.Equal(name, (string)problem["parameter"]!);
                    tried++;
                }
                var example = parameter["example"] is JsonArray list ? string.Join(',', list) : parameter["example"]!.ToString();
                // A radius is around something.
                var besides = name == "radius" ? "&near=59.38,13.5" : "";
                await catalogue.GetAsync($"{Address(path)}?{name}={Uri.EscapeDataString(example == "True" ? "true" : example)}{besides}");
            }
        }
        Assert.True(tried > 100, $"Only {tried} values were tried.");
    }

    /// <param name="isCapped">Too much means as much as there may be: OGC says so.</param>
    static IEnumerable<string> Bad(JsonObject schema, bool isCapped)
    {
        yield return "";
        yield return "\u0000";
        yield return "\u202e";
        switch ((string)schema["type"]!)
        {
            case "integer":
                yield return ((long)schema["minimum"]! - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
                if (!isCapped)
                {
                    yield return ((long)schema["maximum"]! + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
                }
                yield return "1.5";
                yield return "1e3";
                yield return "0x10";
                break;
            case "boolean":
                yield return "yes";
                yield return "True";
                break;
            case "array":
                yield return "no-such-word";
                yield return "a,,b";
                yield return "' or 1=1 --";
                yield return string.Join(',', Enumerable.Repeat("x", 51));
                break;
            case "string" when schema["enum"] is not null:
                yield return "no-such-word";
                break;
            case "string" when (string?)schema["format"] == "date":
                yield return "2026-02-30";
                yield return "2026-1-1";
                yield return "tomorrow";
                yield return "0001-01-01";
                break;
            default:
                yield return new string('x', 201);
                yield return "a b c d e f g h i j k";
                break;
        }
    }

    Task<List<(string Path, JsonObject Operation)>> OperationsAsync() => OperationsAsync(catalogue);

    /// <summary>Of both documents; what needs a key, and what is sent as it comes, has tests of its own.</summary>
    internal static async Task<List<(string Path, JsonObject Operation)>> OperationsAsync(ServedCatalogue catalogue) =>
    [
        .. (await catalogue.GetAsync("/api/v1/openapi.json"))["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(method => (path.Key, method.Value!.AsObject())))
            .Where(operation => operation.Item2["security"] is null && !Flowing.Is(operation.Key)),
        .. (await catalogue.GetAsync("/ogc/api"))["paths"]!.AsObject().Select(path => ("/ogc" + path.Key.TrimEnd('/'), path.Value!["get"]!.AsObject())),
    ];

    static IEnumerable<JsonObject> Parameters(JsonObject operation) => operation["parameters"]?.AsArray().Select(p => p!.AsObject()) ?? [];

    /// <returns>A path that answers.</returns>
    internal static string Address(string path) => Address(path, Ids.GetValueOrDefault(path, [""])[0]);

    static string Address(string path, string id) => path.Replace("{id}", id, StringComparison.Ordinal).Replace("{kind}", id, StringComparison.Ordinal)
        .Replace("{collectionId}/items/{featureId}", id, StringComparison.Ordinal).Replace("{collectionId}", id, StringComparison.Ordinal);
}
