using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Widget;

namespace Besoksnaring.Api.Reference;

/// <summary>
/// The description of the API in Swedish: groups, calls, parameters, answers and problems. By the English text, in <c>swedish.json</c>, so
/// that a text that changes loses its translation instead of keeping a wrong one. The schemas' own texts stay English.
/// </summary>
static class SwedishDescription
{
    static readonly FrozenDictionary<string, string> Swedish =
        JsonSerializer.Deserialize<Dictionary<string, string>>(EmbeddedFile.Text("swedish.json"))!.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The problem types have a Swedish of their own.</summary>
    static readonly IReadOnlyList<(string English, string Swedish)> Problems = [.. ProblemType.All.Select(type => (type.English, type.Swedish))];

    /// <returns>The document in Swedish, and the texts that there is no Swedish for.</returns>
    public static (JsonObject Document, IReadOnlyList<string> Missing) Of(JsonObject english)
    {
        var document = (JsonObject)english.DeepClone();
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        Translate(document["info"]!, missing);
        Translate(document["paths"]!, missing);
        return (document, [.. missing]);
    }

    static void Translate(JsonNode node, SortedSet<string> missing)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items.OfType<JsonNode>())
            {
                Translate(item, missing);
            }
            return;
        }
        foreach (var (name, value) in node is JsonObject members ? members.ToList() : [])
        {
            switch (name, value)
            {
                // What is sent and answered is not about the API.
                case ("example" or "examples" or "schema", _) or (_, null):
                    break;
                case ("summary" or "description", JsonValue text) when text.GetValueKind() == JsonValueKind.String:
                    node[name] = Text((string)text!, missing);
                    break;
                case ("tags", JsonArray tags):
                    node[name] = new JsonArray([.. tags.Select(tag => (JsonNode)Text((string)tag!, missing))]);
                    break;
                default:
                    Translate(value, missing);
                    break;
            }
        }
    }

    static string Text(string english, SortedSet<string> missing)
    {
        if (Swedish.TryGetValue(english, out var swedish))
        {
            return swedish;
        }
        if (english.StartsWith("**", StringComparison.Ordinal))
        {
            return Problems.Aggregate(english, (text, problem) => text.Replace(problem.English, problem.Swedish, StringComparison.Ordinal));
        }
        missing.Add(english);
        return english;
    }
}
