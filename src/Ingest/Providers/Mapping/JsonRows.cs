using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Besoksnaring.Ingest.Providers.Mapping;

static class JsonRows
{
    /// <returns>The rows an expression finds in a document (one object is one row), or null when it finds no list.</returns>
    public static IEnumerable<JsonElement>? At(JsonElement document, Expression at) => at.In(JsonTokens.Of(document)) switch
    {
        JArray list => list.Select(ToElement),
        JObject one => [ToElement(one)],
        _ => null,
    };

    static JsonElement ToElement(JToken token) => System.Text.Json.JsonSerializer.Deserialize<JsonElement>(token.ToString(Formatting.None));
}
