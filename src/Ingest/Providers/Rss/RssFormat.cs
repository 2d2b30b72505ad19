using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Besoksnaring.Ingest.Providers.Documents;
using Besoksnaring.Ingest.Providers.Mapping;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Snapshots;

namespace Besoksnaring.Ingest.Providers.Rss;

/// <summary>RSS 2.0, RSS 1.0 and Atom: each item is a row in one shape (see the mapping beside this file), other elements by their prefixed name.</summary>
sealed class RssFormat : IProviderFormat
{
    static readonly JsonObject Own = BuiltIn.Mapping("rss");

    public string Name => "rss";

    public IEnumerable<(string Field, string Reason)> Faults(Provider provider) => MappedReading.Faults(provider, Own);

    public IEnumerable<ReadItem> Read(Snapshot snapshot, Provider provider, ReadContext context)
    {
        var mapping = MappedReading.MappingOf(provider, Own);
        return MappedReading.Read(snapshot.Documents.SelectMany(Rows), mapping, provider);
    }

    static List<Found> Rows(Document document)
    {
        var found = new List<Found>();
        try
        {
            using var reader = SafeXml.Reader(document);
            reader.MoveToContent();
            if (reader.LocalName is not ("rss" or "feed" or "RDF"))
            {
                return [Found.Cut($"{document.Name} is no feed: its root is '{RowReading.Short(reader.LocalName)}'")];
            }
            ReadItems(reader, document, found);
        }
        catch (XmlException exception)
        {
            found.Add(Found.Cut($"{document.Name} is cut off or no XML: {exception.Message}"));
        }
        return found;
    }

    static void ReadItems(XmlReader reader, Document document, List<Found> found)
    {
        string? language = reader.GetAttribute("xml:lang");
        reader.Read();
        while (!reader.EOF)
        {
            SafeXml.CheckDepth(reader);
            if (reader.NodeType != XmlNodeType.Element)
            {
                reader.Read();
            }
            else if (reader.LocalName is "item" or "entry")
            {
                var prefixes = ((IXmlNamespaceResolver)reader).GetNamespacesInScope(XmlNamespaceScope.ExcludeXml);
                using var inner = reader.ReadSubtree();
                var item = XElement.Load(inner);
                reader.Read();
                var where = $"{document.Name} item {found.Count + 1}";
                found.Add(Found.Of(new Row(JsonSerializer.SerializeToElement(FeedItem.ToJson(item, language, prefixes)), where, document.Address)));
            }
            else if (reader.LocalName == "language" && reader.Depth == 2)
            {
                language = reader.ReadElementContentAsString().Trim();
            }
            else
            {
                reader.Read();
            }
        }
    }
}
