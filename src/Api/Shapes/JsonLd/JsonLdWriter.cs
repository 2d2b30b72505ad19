using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Api.Shapes.JsonLd;

/// <summary>
/// JSON-LD in the words of schema.org: one thing, or an ItemList of them. It is made to be put into a page's script element, so no
/// text in it can end that: <c>&lt;</c> is always escaped.
/// </summary>
sealed class JsonLdWriter(IBufferWriter<byte> to, ShapedPage page) : IShapeWriter
{
    static readonly JsonWriterOptions SafeInPages = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    readonly Utf8JsonWriter json = new(to, SafeInPages);
    int position;

    public void Begin()
    {
        if (page.IsOne)
        {
            return;
        }
        json.WriteStartObject();
        json.WriteString("@context", Node.Context);
        json.WriteString("@type", "ItemList");
        json.WriteString("@id", page.Self);
        json.WriteString("name", page.Title);
        if (page.Total is { } total)
        {
            json.WriteNumber("numberOfItems", total);
        }
        json.WriteStartArray("itemListElement");
    }

    public void Row(ShapedListing row)
    {
        if (page.IsOne)
        {
            WriteListing(row, Node.Context);
            json.Flush();
            return;
        }
        json.WriteStartObject();
        json.WriteString("@type", "ListItem");
        json.WriteNumber("position", ++position);
        json.WritePropertyName("item");
        WriteListing(row, null);
        json.WriteEndObject();
        json.Flush();
    }

    public void End()
    {
        if (!page.IsOne)
        {
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.Flush();
    }

    public void Dispose() => json.Dispose();

    void WriteListing(ShapedListing row, string? context)
    {
        var listing = row.Listing;
        var address = page.AddressOf(listing);
        json.WriteStartObject();
        if (context is not null)
        {
            json.WriteString("@context", context);
        }
        var types = SchemaTypes.Of(listing);
        if (listing.Kind == ListingKind.Event)
        {
            EventNode.Write(json, row, types[0], address);
            json.WriteEndObject();
            return;
        }
        Node.WriteTypes(json, types);
        Node.WriteThing(json, listing, address);
        PlaceNode.WriteFacts(json, listing, types);
        json.WriteEndObject();
    }
}
