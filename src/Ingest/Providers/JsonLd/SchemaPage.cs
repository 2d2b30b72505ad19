using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Besoksnaring.Ingest.Providers.Documents;
using Besoksnaring.Ingest.Snapshots;
using Besoksnaring.Vocabularies;

namespace Besoksnaring.Ingest.Providers.JsonLd;

/// <summary>The schema.org nodes of one page, in the order of the page.</summary>
sealed class SchemaPage
{
    const int MaxNodes = 5_000;

    readonly Dictionary<string, JsonElement> byId = new(StringComparer.Ordinal);

    public List<(JsonElement Node, int Script)> Nodes { get; } = [];

    /// <summary>Scripts that cannot be read: number, reason, start of the text.</summary>
    public List<(int Script, string Reason, string Raw)> Broken { get; } = [];

    public string? Language { get; private set; }

    /// <summary>Why the page is not whole, or null.</summary>
    public string? Fault { get; private set; }

    public static SchemaPage Of(Document document)
    {
        var page = new SchemaPage();
        var html = DocumentText.Of(document);
        var parsed = new HtmlParser().ParseDocument(html);
        page.Language = Languages.Normalize(parsed.DocumentElement?.GetAttribute("lang"));
        var number = 0;
        foreach (var script in parsed.QuerySelectorAll("script[type='application/ld+json' i]"))
        {
            number++;
            var text = script.TextContent.Trim().TrimStart('\uFEFF');
            if (text.Length == 0)
            {
                continue;
            }
            if (JsonText.Read(Encoding.UTF8.GetBytes(text), $"script {number}", out var fault) is { } root && fault is null)
            {
                page.Take(root, number, depth: 0);
            }
            else
            {
                page.Broken.Add((number, fault ?? "is no JSON", text));
            }
        }
        page.Fault = !html.AsSpan().TrimEnd().EndsWith("</html>", StringComparison.OrdinalIgnoreCase) ? "is cut off or no HTML page: it does not end in </html>"
            : number == 0 ? "has no JSON-LD"
            : null;
        return page;
    }

    /// <returns>The node itself for a mere reference to one on this page.</returns>
    public JsonElement Resolve(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Count() == 1
        && value.TryGetProperty("@id", out var id) && id.ValueKind == JsonValueKind.String && byId.TryGetValue(id.GetString()!, out var node)
            ? node
            : value;

    void Take(JsonElement value, int script, int depth)
    {
        if (depth > 8 || Nodes.Count >= MaxNodes)
        {
            return;
        }
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Take(item, script, depth + 1);
            }
            return;
        }
        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }
        if (value.TryGetProperty("@type", out _))
        {
            Nodes.Add((value, script));
            if (value.TryGetProperty("@id", out var id) && id.ValueKind == JsonValueKind.String)
            {
                byId.TryAdd(id.GetString()!, value);
            }
        }
        foreach (var holder in new[] { "@graph", "itemListElement", "item", "mainEntity", "subEvent", "event", "events" })
        {
            if (value.TryGetProperty(holder, out var inner))
            {
                Take(inner, script, depth + 1);
            }
        }
    }
}
