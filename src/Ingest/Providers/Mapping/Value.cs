using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>
/// One value of a row: an expression, and what is done to each text it finds, in this order: <c>split</c>, <c>extract</c> (the
/// first group of a pattern), <c>replace</c> (pattern to text), <c>map</c> (word to word), else <c>otherwise</c>.
/// </summary>
sealed class Value
{
    Expression from = null!;
    Regex? split;
    Regex? extract;
    List<(Regex Pattern, string Text)> replace = [];
    double times = 1;

    /// <summary>Words to words in the order written, ignoring case; null: every word stands for itself.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Map { get; private set; }

    public string? Otherwise { get; private set; }

    public static Value? Read(JsonElement element, string path, List<MappingFault> faults)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            return new MappingConfig(element, path, faults).Compile(element.GetString()!, path) is { } alone ? new Value { from = alone } : null;
        }
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new MappingFault(path, "must be an expression, or an object with 'from'"));
            return null;
        }
        var config = new MappingConfig(element, path, faults);
        var value = Read(config);
        config.End();
        return value;
    }

    /// <summary>Reads the value's own properties; the caller may read more of the same object, and ends it.</summary>
    public static Value? Read(MappingConfig config, bool withMap = true)
    {
        var value = new Value
        {
            from = config.Expression("from")!,
            split = Pattern(config, "split"),
            extract = Pattern(config, "extract"),
            times = config.Double("times") ?? 1,
            Otherwise = config.Word("otherwise"),
        };
        if (config.Object("replace") is { } replacements)
        {
            foreach (var (pattern, text) in replacements.Properties())
            {
                if (ToPattern(pattern, replacements, pattern) is { } compiled && text.ValueKind == JsonValueKind.String)
                {
                    value.replace.Add((compiled, text.GetString()!));
                }
            }
        }
        if (withMap && config.Object("map") is { } map)
        {
            foreach (var (word, _) in map.Properties().Where(p => p.Value.ValueKind != JsonValueKind.String))
            {
                map.Fault(word, "must be a text");
            }
            value.Map = [.. map.Properties().Where(p => p.Value.ValueKind == JsonValueKind.String)
                .Select(p => KeyValuePair.Create(p.Name, p.Value.GetString()!))];
        }
        if (!config.Has("from"))
        {
            config.Fault("from", "is missing");
        }
        return value.from is null ? null : value;
    }

    /// <returns>What the expression finds, untouched, or null.</returns>
    public JToken? Token(JToken row) => from.In(row);

    /// <returns>Every text there is, mended and mapped; numbers and booleans in JSON's form.</returns>
    public IEnumerable<string> Texts(JToken row)
    {
        var found = Scalars(from.In(row))
            .SelectMany(text => split is null ? [text] : split.Split(text))
            .Select(Mended)
            .Where(text => !string.IsNullOrWhiteSpace(text))
            .Select(text => text!)
            .ToList();
        if (Map is null)
        {
            return found.Count == 0 && Otherwise is not null ? [Otherwise] : found;
        }
        var mapped = Map.Where(pair => found.Any(text => Same(text, pair.Key))).Select(pair => pair.Value).Distinct().ToList();
        return mapped.Count == 0 && Otherwise is not null ? [Otherwise] : mapped;
    }

    /// <returns>The words that are not in the map.</returns>
    public IEnumerable<string> Unmapped(JToken row) => Map is null
        ? []
        : Scalars(from.In(row)).Select(Mended).OfType<string>().Where(text => !Map.Any(pair => Same(text, pair.Key)));

    public string? Text(JToken row) => Texts(row).FirstOrDefault();

    public string? Plain(JToken row) => Texts(row).Select(CleanText.Plain).FirstOrDefault(text => text is not null);

    public double? Number(RowReading row, string field)
    {
        if (Text(row.Json) is not { } text)
        {
            return null;
        }
        if (Numbers.Read(text) is { } number)
        {
            return number * times;
        }
        row.Warn(field, $"'{RowReading.Short(text)}' is no number");
        return null;
    }

    public static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);

    public static IEnumerable<string> Scalars(JToken? token) => token switch
    {
        null => [],
        JArray list => list.SelectMany(Scalars),
        JObject => [],
        JValue { Type: JTokenType.Null } => [],
        JValue { Value: bool truth } => [truth ? "true" : "false"],
        JValue { Value: { } value } => [Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""],
        _ => [],
    };

    string? Mended(string text)
    {
        if (extract is not null)
        {
            var match = extract.Match(text);
            if (!match.Success)
            {
                return null;
            }
            text = match.Groups.Count > 1 ? match.Groups[1].Value : match.Value;
        }
        foreach (var (pattern, with) in replace)
        {
            text = pattern.Replace(text, with);
        }
        return text.Trim();
    }

    static Regex? Pattern(MappingConfig config, string name) => config.Word(name) is { } text ? ToPattern(text, config, name) : null;

    static Regex? ToPattern(string text, MappingConfig config, string name)
    {
        try
        {
            // Without backtracking no text of a provider can make a pattern run for ever.
            return new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            config.Fault(name, $"is no pattern that we can run: {exception.Message}");
            return null;
        }
    }
}
