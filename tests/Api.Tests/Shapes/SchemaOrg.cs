using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Besoksnaring.Api.Tests.Shapes;

/// <summary>Says what in a JSON-LD document is not schema.org's: an unknown type or property, or a value that the property does not take.</summary>
static partial class SchemaOrg
{
    static readonly JsonObject Vocabulary = Load();

    public static List<string> FaultsOf(JsonNode? document)
    {
        var faults = new List<string>();
        Check(document, "$", faults);
        return faults;
    }

    public static bool HasType(string type) => Vocabulary["types"]!.AsObject().ContainsKey(type);

    static void Check(JsonNode? node, string path, List<string> faults)
    {
        if (node is not JsonObject thing)
        {
            faults.Add($"{path}: {node?.ToJsonString() ?? "null"} is no thing");
            return;
        }
        var types = thing["@type"] is JsonArray several ? several.Select(t => (string)t!).ToList() : thing["@type"] is { } one ? [(string)one!] : [];
        if (types.Count == 0 && thing.Count == 1 && thing.ContainsKey("@id"))
        {
            return;
        }
        faults.AddRange(types.Where(type => !HasType(type)).Select(type => $"{path}: unknown type {type}"));
        var properties = types.SelectMany(Ancestry).SelectMany(type => Vocabulary["properties"]![type]?.AsObject() ?? []).GroupBy(p => p.Key)
            .ToDictionary(p => p.Key, p => p.SelectMany(range => range.Value!.AsArray().Select(r => (string)r!)).ToHashSet());
        foreach (var (name, value) in thing.Where(member => member.Key is not ("@type" or "@id" or "@context")))
        {
            if (!properties.TryGetValue(name, out var range))
            {
                faults.Add($"{path}: {string.Join("/", types)} has no property {name}");
                continue;
            }
            foreach (var item in value is JsonArray list ? list.ToList() : [value])
            {
                CheckValue(item, range, $"{path}.{name}", faults);
            }
        }
    }

    static void CheckValue(JsonNode? value, HashSet<string> range, string path, List<string> faults)
    {
        if (value is JsonObject thing)
        {
            var types = thing["@type"] is JsonArray several ? several.Select(t => (string)t!) : thing["@type"] is { } one ? [(string)one!] : [];
            if (types.Any() && !types.SelectMany(Ancestry).Any(range.Contains))
            {
                faults.Add($"{path}: takes {string.Join(", ", range)}, not {string.Join("/", types)}");
            }
            Check(thing, path, faults);
            return;
        }
        var fits = value?.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => range.Contains("Boolean"),
            System.Text.Json.JsonValueKind.Number => range.Contains("Number") || range.Contains("Integer"),
            System.Text.Json.JsonValueKind.String => TextFits((string)value!, range),
            _ => false,
        };
        if (!fits)
        {
            faults.Add($"{path}: takes {string.Join(", ", range)}, not {value?.ToJsonString() ?? "null"}");
        }
    }

    static bool TextFits(string text, HashSet<string> range) => range.Any(type => type switch
    {
        "Text" => text.Length > 0,
        "URL" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "Date" => Date().IsMatch(text),
        "DateTime" => Moment().IsMatch(text),
        "Time" => Time().IsMatch(text),
        _ => Vocabulary["words"]![type] is JsonArray words && words.Any(word => text == "https://schema.org/" + (string)word!),
    });

    static IEnumerable<string> Ancestry(string type) =>
        (Vocabulary["types"]![type]?.AsArray().SelectMany(parent => Ancestry((string)parent!)) ?? []).Prepend(type);

    static JsonObject Load()
    {
        using var stream = typeof(SchemaOrg).Assembly.GetManifestResourceStream("schemaorg.json")!;
        return (JsonObject)JsonNode.Parse(stream)!;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d$")]
    private static partial Regex Date();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$")]
    private static partial Regex Moment();

    [GeneratedRegex(@"^\d\d:\d\d$")]
    private static partial Regex Time();
}
