using System.Text.Json.Nodes;

namespace Besoksnaring.Api.OpenApi;

/// <summary>The answers' JSON Schemas, written by hand in <c>schemas.json</c> because most answers are never objects here: tests hold them to what is answered.</summary>
static class Schemas
{
    public static JsonObject All { get; } = Read("schemas.json");

    /// <returns>The schemas of one of the files that come with the program.</returns>
    public static JsonObject Read(string file)
    {
        using var stream = typeof(Schemas).Assembly.GetManifestResourceStream(file)!;
        return (JsonObject)JsonNode.Parse(stream)!;
    }
}
