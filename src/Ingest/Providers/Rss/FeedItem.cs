using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Besoksnaring.Ingest.Providers.Rss;

/// <summary>One item of RSS or Atom in one shape.</summary>
static class FeedItem
{
    static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    static readonly XNamespace Geo = "http://www.w3.org/2003/01/geo/wgs84_pos#";
    static readonly XNamespace GeoRss = "http://www.georss.org/georss";
    static readonly XNamespace Media = "http://search.yahoo.com/mrss/";
    static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";

    /// <param name="prefixes">As the feed declares them: a mapping names its other elements by them.</param>
    public static JsonObject ToJson(XElement item, string? language, IDictionary<string, string> prefixes)
    {
        var row = new JsonObject
        {
            ["guid"] = Text(item, "guid") ?? Text(item, "id"),
            ["title"] = Text(item, "title"),
            ["link"] = Link(item),
            ["description"] = Text(item, "description") ?? Text(item, "summary"),
            ["content"] = item.Element(Content + "encoded")?.Value ?? Text(item, "content"),
            ["pubDate"] = Text(item, "pubDate") ?? Text(item, "published") ?? item.Element(Dc + "date")?.Value,
            ["updated"] = Text(item, "updated"),
            ["author"] = Own(item, "author")?.Elements().FirstOrDefault(e => e.Name.LocalName == "name")?.Value ?? item.Element(Dc + "creator")?.Value,
            ["language"] = item.Attribute(XNamespace.Xml + "lang")?.Value ?? item.Element(Dc + "language")?.Value ?? language,
            ["categories"] = Strings(item.Elements().Where(e => IsOwn(e) && e.Name.LocalName == "category")
                .Select(e => e.Attribute("label")?.Value ?? e.Attribute("term")?.Value ?? e.Value)),
            ["images"] = Strings(Images(item)),
            ["point"] = item.Element(GeoRss + "point")?.Value
                ?? (item.Element(Geo + "lat") is { } lat && item.Element(Geo + "long") is { } lon ? $"{lat.Value} {lon.Value}" : null),
        };
        foreach (var element in item.Elements().Where(e => !IsOwn(e) && !e.HasElements))
        {
            var prefix = prefixes.FirstOrDefault(pair => pair.Value == element.Name.NamespaceName).Key;
            row.TryAdd(string.IsNullOrEmpty(prefix) ? element.Name.LocalName : $"{prefix}:{element.Name.LocalName}", element.Value);
        }
        return row;
    }

    static bool IsOwn(XElement element) => element.Name.Namespace == element.Parent!.Name.Namespace;

    static XElement? Own(XElement item, string name) => item.Elements().FirstOrDefault(e => IsOwn(e) && e.Name.LocalName == name);

    /// <summary>An XHTML content keeps its markup.</summary>
    static string? Text(XElement item, string name) =>
        Own(item, name) is { } element ? (element.HasElements ? string.Concat(element.Nodes()) : element.Value) : null;

    static string? Link(XElement item)
    {
        var links = item.Elements().Where(e => IsOwn(e) && e.Name.LocalName == "link").ToList();
        var best = links.FirstOrDefault(e => e.Attribute("rel")?.Value is null or "alternate") ?? links.FirstOrDefault();
        return best?.Attribute("href")?.Value ?? best?.Value;
    }

    static IEnumerable<string> Images(XElement item) =>
        item.Elements().Where(e => IsOwn(e) && e.Name.LocalName == "enclosure" && IsImage(e)).Select(e => e.Attribute("url")?.Value)
            .Concat(item.Elements().Where(e => IsOwn(e) && e.Name.LocalName == "link" && e.Attribute("rel")?.Value == "enclosure" && IsImage(e))
                .Select(e => e.Attribute("href")?.Value))
            .Concat(item.Elements(Media + "content").Where(e => e.Attribute("medium")?.Value == "image" || IsImage(e)).Select(e => e.Attribute("url")?.Value))
            .Concat(item.Elements(Media + "thumbnail").Select(e => e.Attribute("url")?.Value))
            .OfType<string>();

    static bool IsImage(XElement element) => element.Attribute("type")?.Value.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;

    static JsonArray Strings(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
