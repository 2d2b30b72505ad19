using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Besoksnaring.Api.Shapes.Csv;

namespace Besoksnaring.Api.Shapes.GeoJson;

/// <summary>GeoJSON (RFC 7946): one Feature, or a FeatureCollection. The properties are the columns of the table, so that a map program shows them.</summary>
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

    public void Row(ShapedListing row)
    {
        var listing = row.Listing;
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", listing.Id);
        WriteGeometry(listing);
        json.WriteStartObject("properties");
        foreach (var column in Columns.All)
        {
            WriteProperty(column.Name, column.Value(row, page));
        }
        json.WriteEndObject();
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

    void WriteProperty(string name, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case double number:
                json.WriteNumber(name, number);
                break;
            default:
                json.WriteString(name, (string)value);
                break;
        }
    }

    void WriteGeometry(ListingFacts listing)
    {
        var lines = listing.Trail?.Lines.Where(line => line.Count > 1).ToList();
        if (lines is { Count: > 0 })
        {
            json.WriteStartObject("geometry");
            json.WriteString("type", "MultiLineString");
            json.WriteStartArray("coordinates");
            foreach (var line in lines)
            {
                json.WriteStartArray();
                foreach (var position in line)
                {
                    WritePosition(position[0], position[1]);
                }
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteEndObject();
            return;
        }
        if (listing.Place?.Point is not { } point)
        {
            json.WriteNull("geometry");
            return;
        }
        json.WriteStartObject("geometry");
        json.WriteString("type", "Point");
        json.WritePropertyName("coordinates");
        WritePosition(point.Longitude, point.Latitude);
        json.WriteEndObject();
    }

    void WritePosition(double longitude, double latitude)
    {
        json.WriteStartArray();
        json.WriteNumberValue(longitude);
        json.WriteNumberValue(latitude);
        json.WriteEndArray();
    }
}
