using Newtonsoft.Json.Linq;

namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>A row while it is read: its tokens, the language its texts are in, where it came from, and what had to be mended.</summary>
sealed class RowReading(JToken json, string language, Uri address)
{
    readonly List<string> warnings = [];

    RowReading(JToken json, RowReading parent)
        : this(json, parent.Language, parent.Address) => warnings = parent.warnings;

    public JToken Json => json;

    public string Language => language;

    public Uri Address => address;

    /// <returns>What was mended or left out, in one text, or null.</returns>
    public string? Warnings => warnings.Count == 0 ? null : string.Join("; ", warnings.Distinct());

    /// <returns>The same reading, of a part of the row.</returns>
    public RowReading Of(JToken part) => new(part, this);

    public void Warn(string field, string reason) => warnings.Add($"{field}: {reason}");

    public static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
