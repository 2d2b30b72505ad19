using System.Text.Json;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Vocabularies;
using Newtonsoft.Json.Linq;

namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>
/// A text in one or more languages. Written as an expression (the row's language), as <c>{ "sv": …, "en": … }</c>, as
/// <c>{ "languages": … }</c> for a map of language to text (or to objects, with <c>text</c> inside), or as
/// <c>{ "each": …, "language": …, "text": … }</c> for a list with the language in every item.
/// </summary>
sealed class TextMap
{
    readonly List<(string? Language, Value Text)> given = [];
    Expression? languages;
    Expression? each;
    Value? eachLanguage;
    Value? text;
    bool rich;

    public static TextMap? Read(JsonElement element, string path, List<MappingFault> faults, bool rich)
    {
        var map = new TextMap { rich = rich };
        if (element.ValueKind == JsonValueKind.String)
        {
            map.Add(null, Value.Read(element, path, faults));
            return map;
        }
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new MappingFault(path, "must be an expression, or an object of languages"));
            return null;
        }
        var config = new MappingConfig(element, path, faults);
        if (config.Has("from"))
        {
            map.Add(Tag(config, "language"), Value.Read(config));
        }
        else if (config.Has("languages"))
        {
            map.languages = config.Expression("languages");
            map.text = config.Value("text");
        }
        else if (config.Has("each"))
        {
            (map.each, map.eachLanguage, map.text) = (config.Expression("each"), config.Value("language"), config.Value("text"));
        }
        else
        {
            foreach (var (language, value) in config.Properties())
            {
                if (Languages.Normalize(language) is null)
                {
                    config.Fault(language, $"'{language}' is no language");
                }
                map.Add(Languages.Normalize(language), Value.Read(value, $"{path}.{language}", faults));
            }
        }
        config.End();
        return map;
    }

    public LocalizedText In(RowReading row)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (language, value) in given)
        {
            Take(texts, language ?? row.Language, value.Texts(row.Json));
        }
        if (languages?.In(row.Json) is JObject map)
        {
            foreach (var (language, inner) in map)
            {
                Take(texts, Languages.Normalize(language), inner is null ? [] : text?.Texts(inner) ?? Value.Scalars(inner));
            }
        }
        foreach (var item in each?.In(row.Json) as JArray ?? [])
        {
            var language = eachLanguage?.Text(item);
            Take(texts, language is null ? row.Language : Languages.Normalize(language), text?.Texts(item) ?? []);
        }
        return texts.Count == 0 ? LocalizedText.Empty : new LocalizedText(texts);
    }

    /// <returns>A constant language tag of the mapping, or null; a fault when it is none.</returns>
    static string? Tag(MappingConfig config, string name)
    {
        if (config.Word(name) is not { } tag)
        {
            return null;
        }
        if (Languages.Normalize(tag) is { } known)
        {
            return known;
        }
        config.Fault(name, $"'{tag}' is no language");
        return null;
    }

    void Add(string? language, Value? value)
    {
        if (value is not null)
        {
            given.Add((language, value));
        }
    }

    void Take(Dictionary<string, string> texts, string? language, IEnumerable<string> found)
    {
        var clean = found.Select(one => rich ? CleanText.Rich(one) : CleanText.Plain(one)).FirstOrDefault(one => one is not null);
        if (language is not null && clean is not null)
        {
            texts.TryAdd(language, clean);
        }
    }
}
