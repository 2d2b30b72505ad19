using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Api.Tests.Shapes;

namespace Besoksnaring.Api.Tests.Ogc;

/// <summary>The description of <c>/ogc</c>. That it is what happens is tried in <see cref="OpenApi.DescriptionTests"/>, with every other.</summary>
public sealed class OgcDescriptionTests(ServedCatalogue catalogue)
{
    [Fact]
    public async Task It_is_OpenAPI_3_0_by_somebody_elses_validator()
    {
        var text = await catalogue.TextAsync("/ogc/api", "application/vnd.oai.openapi+json");
        var read = JsonNode.Parse(await OtherProgram.NodeAsync("openapi.mjs", text))!;
        Assert.StartsWith("3.0.", (string)read["openapi"]!, StringComparison.Ordinal);
        Assert.Equal(
            ["/", "/api", "/collections", "/collections/{collectionId}", "/collections/{collectionId}/items", "/collections/{collectionId}/items/{featureId}", "/conformance"],
            read["paths"]!.AsArray().Select(path => (string)path!).Order(StringComparer.Ordinal));
        // The whole API's is 3.1, which its servers say nothing of /ogc in.
        Assert.DoesNotContain("/ogc", (await catalogue.GetAsync("/api/v1/openapi.json"))["paths"]!.AsObject().Select(path => path.Key[..4]));
        await OtherProgram.NodeAsync("openapi.mjs", await catalogue.TextAsync("/api/v1/openapi.json", "application/json"));
    }

    [Fact]
    public async Task The_parameters_are_those_of_the_standard()
    {
        var items = (await catalogue.GetAsync("/ogc/api"))["paths"]!["/collections/{collectionId}/items"]!["get"]!;
        var parameters = items["parameters"]!.AsArray().ToDictionary(p => (string)p!["name"]!, p => p!);
        Assert.Equal("""{"maximum":1000,"minimum":1,"type":"integer","default":10}""", parameters["limit"]["schema"]!.ToJsonString());
        var box = parameters["bbox"];
        Assert.Equal(("array", 4, 6, "number", false), (
            (string)box["schema"]!["type"]!, (int)box["schema"]!["minItems"]!, (int)box["schema"]!["maxItems"]!, (string)box["schema"]!["items"]!["type"]!, (bool)box["explode"]!));
        Assert.Equal("string", (string)parameters["datetime"]["schema"]!["type"]!);
        Assert.Contains("application/geo+json", items["responses"]!["200"]!["content"]!.AsObject().Select(content => content.Key));
    }
}
