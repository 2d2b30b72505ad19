using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Besoksnaring.Api.Shapes.Csv;

namespace Besoksnaring.Api.Shapes.GeoJson;

/// <summary>GeoJSON (RFC 7946): one Feature, or a FeatureCollection.</summary>
sealed class GeoJsonWriter(IBufferWriter<byte> to, ShapedPage page) : IShapeWriter
{
    readonly Utf8JsonWriter json = new(to, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public void Begin()
    {
        if (page.IsOne)
        {
            return;
        }
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        if (page.Total is { } total)
        {
            json.WriteNumber("numberMatched", total);
        }
        json.WriteNumber("numberReturned", page.Rows.Count);
        json.WriteStartArray("links");
        foreach (var (rel, href) in page.Pages.Prepend(("self", page.Self)))
        {
            json.WriteStartObject();
            json.WriteString("href", href);
            json.WriteString("rel", rel);
            json.WriteString("type", "application/geo+json");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("features");
    }

    public void Row(ShapedListing row) => GeoJsonFeature.Write(json, row, page, Columns.All);

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
}
