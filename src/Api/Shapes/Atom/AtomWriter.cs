using System.Buffers;
using System.Globalization;
using System.Text;
using System.Xml;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Api.Shapes.Atom;

/// <summary>Atom (RFC 4287): an entry for each listing, with its point (GeoRSS).</summary>
sealed class AtomWriter(IBufferWriter<byte> to, ShapedPage page) : IShapeWriter
{
    const string Namespace = "http://www.w3.org/2005/Atom";
    const string GeoRss = "http://www.georss.org/georss";

    readonly XmlWriter xml = XmlWriter.Create(new BufferStream(to), new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) });

    public void Begin()
    {
        xml.WriteStartDocument();
        xml.WriteStartElement("feed", Namespace);
        xml.WriteAttributeString("xmlns", "georss", null, GeoRss);
        xml.WriteAttributeString("xml", "lang", null, page.Language);
        Element("id", page.Self);
        Element("title", page.Title);
        // A feed without entries has never been updated; the clock would make each answer another.
        Element("updated", InstantPattern.General.Format(page.Rows.Count == 0 ? NodaConstants.UnixEpoch : page.Rows.Max(row => row.Listing.UpdatedAt)));
        xml.WriteStartElement("author", Namespace);
        Element("name", "Besöksnäring");
        xml.WriteEndElement();
        Link("self", page.Self, "application/atom+xml");
        foreach (var (rel, href) in page.Pages)
        {
            // RFC 5005 calls it so.
            Link(rel == "prev" ? "previous" : rel, href, "application/atom+xml");
        }
    }

    public void Row(ShapedListing row)
    {
        var listing = row.Listing;
        var address = page.AddressOf(listing);
        xml.WriteStartElement("entry", Namespace);
        Element("id", address);
        Text("title", listing.Title, listing.ContentLanguage.GetValueOrDefault("title"));
        Element("updated", InstantPattern.General.Format(listing.UpdatedAt));
        Element("published", InstantPattern.General.Format(listing.CreatedAt));
        if (listing.Organizer?.Name is { } organizer)
        {
            xml.WriteStartElement("author", Namespace);
            Element("name", organizer);
            xml.WriteEndElement();
        }
        foreach (var concept in listing.Concepts)
        {
            xml.WriteStartElement("category", Namespace);
            xml.WriteAttributeString("term", concept.Id);
            xml.WriteAttributeString("scheme", page.PublicUrl + "/api/v1/concepts");
            xml.WriteAttributeString("label", Allowed(concept.Label));
            xml.WriteEndElement();
        }
        Link("alternate", listing.Website ?? address, listing.Website is null ? "application/json" : null);
        Link("self", address + "?f=atom", "application/atom+xml");
        Text("summary", listing.Summary, listing.ContentLanguage.GetValueOrDefault("summary"));
        if (listing.Description is { } description)
        {
            Text("content", description.Html, listing.ContentLanguage.GetValueOrDefault("description"), "html");
        }
        // "none" is our word for a provider that names no licence: that is no right.
        Text("rights", string.Join(", ", listing.Sources.Select(source => source.Licence).Where(licence => licence != "none").Distinct(StringComparer.Ordinal)), null);
        if (listing.Place?.Point is { } point)
        {
            xml.WriteElementString("point", GeoRss, string.Create(CultureInfo.InvariantCulture, $"{point.Latitude} {point.Longitude}"));
        }
        xml.WriteEndElement();
        xml.Flush();
    }

    public void End()
    {
        xml.WriteEndElement();
        xml.WriteEndDocument();
        xml.Flush();
    }

    public void Dispose() => xml.Dispose();

    void Element(string name, string value) => xml.WriteElementString(name, Namespace, Allowed(value));

    void Text(string name, string? value, string? language, string? type = null)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }
        xml.WriteStartElement(name, Namespace);
        if (type is not null)
        {
            xml.WriteAttributeString("type", type);
        }
        if (language is not null && language != page.Language)
        {
            xml.WriteAttributeString("xml", "lang", null, language);
        }
        xml.WriteString(Allowed(value));
        xml.WriteEndElement();
    }

    void Link(string rel, string href, string? type)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", rel);
        xml.WriteAttributeString("href", Allowed(href));
        if (type is not null)
        {
            xml.WriteAttributeString("type", type);
        }
        xml.WriteEndElement();
    }

    /// <summary>XML has no way to say some characters at all.</summary>
    static string Allowed(string text)
    {
        if (text.All(XmlConvert.IsXmlChar))
        {
            return text;
        }
        return string.Concat(text.EnumerateRunes().Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)).Select(rune => rune.ToString()));
    }
}
