using System.Xml;
using Besoksnaring.Ingest.Snapshots;

namespace Besoksnaring.Ingest.Providers.Documents;

/// <summary>XML without document types, entities or anything fetched.</summary>
static class SafeXml
{
    const int MaxDepth = 64;

    static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 0,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
        CheckCharacters = false,
    };

    public static XmlReader Reader(Document document) => XmlReader.Create(new MemoryStream(document.Bytes.ToArray(), writable: false), Settings);

    /// <exception cref="XmlException">It is deeper than we read.</exception>
    public static void CheckDepth(XmlReader reader)
    {
        if (reader.Depth > MaxDepth)
        {
            throw new XmlException($"is more than {MaxDepth} elements deep");
        }
    }
}
