using System.Text.Json.Nodes;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Reference;
using Besoksnaring.Api.Tests.Catalogue;

namespace Besoksnaring.Api.Tests.Reference;

public sealed class ReferenceTests(ServedCatalogue catalogue)
{
    [Fact]
    public async Task Everything_about_the_API_is_said_in_Swedish_too()
    {
        var english = await DescribeApi.DocumentAsync(catalogue.Services, Ct);
        var (_, missing) = SwedishDescription.Of(english);
        Assert.True(missing.Count == 0, "src/Api/Reference/swedish.json has no Swedish for:\n" + string.Join('\n', missing.Select(text => JsonValue.Create(text).ToJsonString())));
    }

    [Fact]
    public async Task The_Swedish_document_differs_in_words_only()
    {
        var (english, swedish) = (await catalogue.GetAsync("/api/v1/openapi.json"), await catalogue.GetAsync("/api/v1/openapi.json?language=sv"));
        Assert.Equal("Evenemang", (string)swedish["paths"]!["/api/v1/events"]!["get"]!["tags"]![0]!);
        Assert.Equal(Bare(english).ToJsonString(), Bare(swedish).ToJsonString());
    }

    [Theory]
    [InlineData("/docs/reference", "sv", "API:et: alla anrop")]
    [InlineData("/docs/reference?lang=en", "en", "The API: every call")]
    public async Task The_page_is_in_the_language_asked_for(string address, string language, string heading)
    {
        var page = await catalogue.Client.GetStringAsync(address, Ct);
        Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
        Assert.Contains($"<h1>{heading}</h1>", page, StringComparison.Ordinal);
    }

    /// <summary>Without the words.</summary>
    static JsonNode Bare(JsonNode node)
    {
        foreach (var (name, value) in node is JsonObject members ? members.ToList() : [])
        {
            if (name is "summary" or "description" or "tags")
            {
                ((JsonObject)node).Remove(name);
                continue;
            }
            Bare(value!);
        }
        foreach (var item in (node as JsonArray ?? []).OfType<JsonNode>())
        {
            Bare(item);
        }
        return node;
    }
}
