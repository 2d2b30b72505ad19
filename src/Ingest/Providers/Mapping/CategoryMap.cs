using System.Text.Json;
using Besoksnaring.Vocabularies;
using Newtonsoft.Json.Linq;

namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>The provider's category words to our concepts. An empty list says that the word deliberately means nothing to us.</summary>
sealed class CategoryMap
{
    readonly Dictionary<string, IReadOnlyList<string>> concepts = new(StringComparer.OrdinalIgnoreCase);
    Value? from;

    public static CategoryMap Read(MappingConfig config)
    {
        var map = new CategoryMap();
        if (config.Object("map") is { } words)
        {
            foreach (var (word, ids) in words.Properties())
            {
                map.concepts[word.Trim()] = Concepts(ids, words, word);
            }
        }
        map.from = Value.Read(config, withMap: false);
        config.End();
        return map;
    }

    public static IReadOnlyList<string> Concepts(JsonElement ids, MappingConfig config, string name)
    {
        var found = ids.ValueKind switch
        {
            JsonValueKind.String => [ids.GetString()!],
            JsonValueKind.Array when ids.EnumerateArray().All(id => id.ValueKind == JsonValueKind.String) =>
                ids.EnumerateArray().Select(id => id.GetString()!).ToList(),
            _ => null,
        };
        if (found is null)
        {
            config.Fault(name, "must be a concept or a list of concepts");
            return [];
        }
        foreach (var id in found.Where(id => !Taxonomy.Default.Contains(id)))
        {
            config.Fault(name, $"'{id}' is no concept");
        }
        return found;
    }

    public void In(JToken row, List<string> found, List<string> unmapped)
    {
        foreach (var word in from?.Texts(row).Select(CleanText.Plain).OfType<string>() ?? [])
        {
            if (concepts.TryGetValue(word, out var ids))
            {
                found.AddRange(ids.Where(id => !found.Contains(id)));
            }
            else if (!unmapped.Contains(word))
            {
                unmapped.Add(word.Length <= 100 ? word : word[..100]);
            }
        }
    }
}
