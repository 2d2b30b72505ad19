using System.Text.Json.Nodes;

namespace Besoksnaring.Api.OpenApi;

/// <summary>The answers' JSON Schemas, written by hand in <c>schemas.json</c> because most answers are never objects here: tests hold them to what is answered.</summary>
static class Schemas
{
    public static JsonObject All { get; } = Read();

    static JsonObject Read()
    {
        using var stream = typeof(Schemas).Assembly.GetManifestResourceStream("schemas.json")!;
        return (JsonObject)JsonNode.Parse(stream)!;
    }
}
