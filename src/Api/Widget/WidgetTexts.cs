using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace Besoksnaring.Api.Widget;

/// <summary>What the widget and the pages about events say, in the six languages: the widget's own words serve the pages too.</summary>
sealed class WidgetTexts
{
    readonly FrozenDictionary<string, string> texts;

    WidgetTexts(string language, JsonObject all)
    {
        Language = language;
        texts = all.SelectMany(group => (JsonObject)group.Value![language]!, (group, text) => KeyValuePair.Create($"{group.Key}.{text.Key}", (string)text.Value!))
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    static JsonObject Root { get; } = (JsonObject)JsonNode.Parse(EmbeddedFile.Text("widget.texts.json"))!;

    static readonly FrozenDictionary<string, WidgetTexts> Languages =
        Vocabularies.Languages.All.ToFrozenDictionary(language => language, language => new WidgetTexts(language, Root), StringComparer.Ordinal);

    public string Language { get; }

    /// <summary>What the script is given.</summary>
    public static string WidgetJson => Root["widget"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static WidgetTexts In(string language) => Languages[language];

    public string Page(string name) => texts["page." + name];

    public string Widget(string name) => texts["widget." + name];

    /// <returns>The word for a happening's status; null for what goes as planned.</returns>
    public string? Status(string status) => texts.GetValueOrDefault("widget." + status);

    public static string Fill(string text, string name, string value) => text.Replace("{" + name + "}", value, StringComparison.Ordinal);
}
