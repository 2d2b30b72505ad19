using System.Text.Json;
using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Vocabularies;

/// <summary>Reads the JSON of a vocabulary, bundled or given, so that every mistake names the file and the field.</summary>
static class VocabularyFile
{
    static readonly JsonDocumentOptions Tolerant = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static JsonElement Bundled(string name)
    {
        using var stream = typeof(VocabularyFile).Assembly.GetManifestResourceStream(name)
            ?? throw new VocabularyException(name, "$", "is not bundled");
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    public static JsonElement Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream, Tolerant);
            return document.RootElement.Clone();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new VocabularyException(path, "$", "cannot be read: " + error.Message, error);
        }
        catch (JsonException error)
        {
            throw new VocabularyException(path, "$", "is not JSON: " + error.Message, error);
        }
    }

    public static IEnumerable<(JsonElement Value, string Field)> Items(JsonElement list, string file, string field)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new VocabularyException(file, field, "must be a list");
        }
        return list.EnumerateArray().Select((value, index) => (value, $"{field}[{index}]"));
    }

    public static IEnumerable<JsonProperty> Properties(JsonElement owner, string file, string field)
    {
        if (owner.ValueKind != JsonValueKind.Object)
        {
            throw new VocabularyException(file, field, "must be an object");
        }
        return owner.EnumerateObject();
    }

    public static string RequiredText(JsonElement owner, string name, string file, string field)
    {
        var path = $"{field}.{name}";
        if (owner.ValueKind != JsonValueKind.Object || !owner.TryGetProperty(name, out var value))
        {
            throw new VocabularyException(file, path, "is missing");
        }
        return Text(value, file, path);
    }

    /// <returns><c>labels</c> of an entry: a text in each of our languages.</returns>
    public static LocalizedText Labels(JsonElement owner, string file, string field)
    {
        var path = field + ".labels";
        if (owner.ValueKind != JsonValueKind.Object || !owner.TryGetProperty("labels", out var labels))
        {
            throw new VocabularyException(file, path, "is missing");
        }
        var text = new LocalizedText(Properties(labels, file, path).Select(p => KeyValuePair.Create(p.Name, Text(p.Value, file, $"{path}.{p.Name}"))));
        var missing = Languages.All.Where(language => text[language] is null).ToList();
        return missing.Count == 0 ? text : throw new VocabularyException(file, path, "lacks " + string.Join(", ", missing));
    }

    public static string Text(JsonElement value, string file, string field) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw new VocabularyException(file, field, "must be a text");
}
