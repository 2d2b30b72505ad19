using System.Text.Json.Nodes;
using Besoksnaring.Api.OpenApi;
using NJsonSchema;

namespace Besoksnaring.Api.Tests.OpenApi;

/// <summary>The described schemas, to hold answers to.</summary>
static class AnswerSchema
{
    /// <param name="name">Its name in <c>schemas.json</c>.</param>
    public static Task<JsonSchema> OfAsync(string name) => OfAsync(name, Schemas.All);

    public static Task<JsonSchema> OfAsync(string name, JsonObject schemas)
    {
        var definitions = schemas.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
        return JsonSchema.FromJsonAsync($$"""{ "definitions": {{definitions}}, "allOf": [ { "$ref": "#/definitions/{{name}}" } ] }""", Ct);
    }
}
