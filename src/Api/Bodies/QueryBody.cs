using System.Text.Json;
using System.Text.Json.Nodes;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Bodies;

/// <summary>A query as an object: each parameter a member, its value a text, a number, true or false, or a list of these. Read as if it stood in an address.</summary>
static class QueryBody
{
    public static BodyDescription Describe(IReadOnlyList<QueryParameter> parameters) => new(
        known => Schema(parameters, known),
        new JsonObject
        {
            ["municipality"] = new JsonArray("Karlstad", "Arvika"),
            ["free"] = true,
            ["polygon"] = JsonNode.Parse("""{ "type": "Polygon", "coordinates": [[[13.2, 59.2], [13.8, 59.2], [13.8, 59.6], [13.2, 59.2]]] }"""),
            ["limit"] = 20,
        });

    public static JsonObject Schema(IReadOnlyList<QueryParameter> parameters, Known known) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject(parameters.Select(parameter => KeyValuePair.Create(parameter.Name, (JsonNode?)Member(parameter, known)))),
    };

    static JsonObject Member(QueryParameter parameter, Known known)
    {
        var schema = parameter.Schema(known);
        var member = parameter switch
        {
            { IsList: true } => new JsonObject { ["anyOf"] = new JsonArray(schema["items"]!.DeepClone(), schema) },
            PolygonParameter => new JsonObject { ["anyOf"] = new JsonArray(schema, PolygonJson.Schema()) },
            _ => schema,
        };
        member["description"] = parameter.Description;
        return member;
    }

    /// <param name="body">An object without a member said twice.</param>
    public static Task<(QueryValues Values, IReadOnlyList<Refusal> Refusals)> ReadAsync(
        JsonElement body, IReadOnlyList<QueryParameter> parameters, Known known, CancellationToken cancellationToken)
    {
        var given = new List<(string Name, List<string> Texts)>();
        var refusals = new List<Refusal>();
        foreach (var member in body.EnumerateObject())
        {
            var texts = Texts(member.Value);
            if (texts is { Count: > 0 } || !parameters.Any(p => p.Name == member.Name))
            {
                // Of what is not known at all the name is what is wrong.
                given.Add((member.Name, texts ?? []));
                continue;
            }
            refusals.Add(new("invalid-value", member.Name, member.Value.GetRawText(), $"'{Quotable.Of(member.Name)}' has a value that no address could have.",
                ["a text, a number, true, false, or a list of at least one of these", .. parameters.Any(p => p.Name == member.Name && p is PolygonParameter) ? [PolygonJson.Allowed] : Array.Empty<string>()]));
        }
        return QueryReading.ReadAsync(given, refusals, parameters, known, cancellationToken);
    }

    /// <returns>Null for what no parameter can be.</returns>
    static List<string>? Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Select(Text).ToList() is var texts && !texts.Contains(null) ? [.. texts.OfType<string>()] : null,
        JsonValueKind.Object => PolygonJson.Text(value) is { } polygon ? [polygon] : null,
        _ => Text(value) is { } text ? [text] : null,
    };

    static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
