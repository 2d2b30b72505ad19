using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Besoksnaring.Contracts.Content;

/// <summary>One text in several languages: BCP 47 tag to text, ordered by tag. A blank text is absent.</summary>
public sealed class LocalizedText : IReadOnlyCollection<KeyValuePair<string, string>>, IEquatable<LocalizedText>
{
    readonly SortedDictionary<string, string> texts = new(StringComparer.Ordinal);

    public LocalizedText(IEnumerable<KeyValuePair<string, string>> texts)
    {
        foreach (var (language, text) in texts)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                this.texts[language] = text;
            }
        }
    }

    public LocalizedText(string language, string text)
        : this([new(language, text)])
    {
    }

    public static LocalizedText Empty { get; } = new([]);

    public int Count => texts.Count;

    public IEnumerable<string> Languages => texts.Keys;

    /// <returns>The text in that language, or null when there is none.</returns>
    public string? this[string language] => texts.GetValueOrDefault(language);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => texts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals([NotNullWhen(true)] LocalizedText? other) => other is not null && texts.SequenceEqual(other.texts);

    public override bool Equals(object? obj) => Equals(obj as LocalizedText);

    public override int GetHashCode() => texts.Aggregate(0, (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value));

    public override string ToString() => texts.Count == 0 ? "" : texts.TryGetValue("sv", out var text) ? text : texts.First().Value;
}

/// <summary>As a JSON object of language to text, in the order of the tags.</summary>
sealed class LocalizedTextConverter : JsonConverter<LocalizedText>
{
    public override LocalizedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options) ?? []);

    public override void Write(Utf8JsonWriter writer, LocalizedText value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (language, text) in value)
        {
            writer.WriteString(language, text);
        }
        writer.WriteEndObject();
    }
}
