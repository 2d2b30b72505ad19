using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>From our JSON to the tokens that mapping expressions read. Keys lose byte-order marks and spaces around them.</summary>
static class JsonTokens
{
    public static JToken Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => ObjectOf(element),
        JsonValueKind.Array => new JArray(element.EnumerateArray().Select(Of)),
        JsonValueKind.String => new JValue(element.GetString()),
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? new JValue(whole) : new JValue(element.GetDouble()),
        JsonValueKind.True => new JValue(true),
        JsonValueKind.False => new JValue(false),
        _ => JValue.CreateNull(),
    };

    static JObject ObjectOf(JsonElement element)
    {
        var result = new JObject();
        foreach (var property in element.EnumerateObject())
        {
            result[property.Name.Trim('\uFEFF', '\u200B', ' ', '\0')] = Of(property.Value);
        }
        return result;
    }
}
