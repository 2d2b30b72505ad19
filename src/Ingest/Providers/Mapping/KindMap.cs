using Besoksnaring.Contracts.Content;
using Newtonsoft.Json.Linq;

namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>What kind of listing a row is: one word for all, or a value with a table.</summary>
sealed class KindMap
{
    ListingKind? always;
    Value? value;

    public static KindMap? Read(MappingConfig config)
    {
        if (config.Element("kind") is not { } element)
        {
            config.Fault("kind", "is missing; it is a word, or an object with 'from' and 'map'");
            return null;
        }
        if (element.ValueKind == System.Text.Json.JsonValueKind.String)
        {
            var word = element.GetString()!;
            if (Parse(word) is { } kind)
            {
                return new KindMap { always = kind };
            }
            config.Fault("kind", Unknown(word));
            return null;
        }
        var map = new KindMap { value = config.Value("kind") };
        foreach (var word in map.value?.Map?.Select(pair => pair.Value).Append(map.value.Otherwise) ?? [])
        {
            if (word is not null && Parse(word) is null)
            {
                config.Fault("kind", Unknown(word));
            }
        }
        return map;
    }

    /// <returns>Null, and the reason, when the row's word is in no table.</returns>
    public ListingKind? In(JToken row, out string reason)
    {
        reason = "";
        if (always is not null)
        {
            return always;
        }
        if (value?.Text(row) is { } word && Parse(word) is { } kind)
        {
            return kind;
        }
        var given = value is null ? [] : Value.Scalars(value.Token(row)).Take(5).ToList();
        reason = given.Count == 0 ? "kind: is missing" : $"kind: '{RowReading.Short(string.Join(", ", given))}' is not in the mapping";
        return null;
    }

    static ListingKind? Parse(string word) =>
        word.All(char.IsAsciiLetter) && Enum.TryParse<ListingKind>(word, ignoreCase: true, out var kind) ? kind : null;

    static string Unknown(string word) =>
        $"'{word}' is no kind; there are {string.Join(", ", Enum.GetNames<ListingKind>().Select(name => name.ToLowerInvariant()))}";
}
