using System.Text.Json;
using Besoksnaring.Api.Shapes.Csv;

namespace Besoksnaring.Api.Shapes.GeoJson;

/// <summary>A listing as a Feature. The properties are the columns of the table, so that a map program shows them.</summary>
static class GeoJsonFeature
{
    /// <param name="withNulls">Writes what is not known as null: a map program makes its columns of the first features it sees.</param>
    /// <param name="writeMore">Members besides.</param>
    public static void Write(
        Utf8JsonWriter json, ShapedListing row, ShapedPage page, IEnumerable<Column> columns, bool withNulls = false, Action<Utf8JsonWriter>? writeMore = null)
    {
        var listing = row.Listing;
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", listing.Id);
        WriteGeometry(json, listing);
        json.WriteStartObject("properties");
        foreach (var column in columns)
        {
            WriteProperty(json, column.Name, column.Value(row, page), withNulls);
        }
        json.WriteEndObject();
        writeMore?.Invoke(json);
        json.WriteEndObject();
        json.Flush();
    }

    static void WriteProperty(Utf8JsonWriter json, string name, object? value, bool withNulls)
    {
        switch (value)
        {
            case null when withNulls:
                json.WriteNull(name);
                break;
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

    static void WriteGeometry(Utf8JsonWriter json, ListingFacts listing)
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
                    WritePosition(json, position[0], position[1]);
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
        WritePosition(json, point.Longitude, point.Latitude);
        json.WriteEndObject();
    }

    static void WritePosition(Utf8JsonWriter json, double longitude, double latitude)
    {
        json.WriteStartArray();
        json.WriteNumberValue(longitude);
        json.WriteNumberValue(latitude);
        json.WriteEndArray();
    }
}
