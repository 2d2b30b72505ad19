using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Besoksnaring.Api.Bodies;

/// <summary>A GeoJSON Polygon or MultiPolygon as the text that an address would have.</summary>
static class PolygonJson
{
    public const string Allowed = "a GeoJSON Polygon or MultiPolygon";

    public static JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["description"] = "GeoJSON (RFC 7946): a Polygon or MultiPolygon.",
        ["required"] = new JsonArray("type", "coordinates"),
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject { ["enum"] = new JsonArray("Polygon", "MultiPolygon") },
            ["coordinates"] = new JsonObject { ["type"] = "array" },
        },
        ["additionalProperties"] = false,
    };

    /// <returns>Null for what is neither.</returns>
    public static string? Text(JsonElement geometry)
    {
        if (geometry.EnumerateObject().Count() != 2
            || !geometry.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String
            || !geometry.TryGetProperty("coordinates", out var coordinates))
        {
            return null;
        }
        return type.GetString() switch
        {
            "Polygon" => Listed(coordinates, ring => Listed(ring, Point)) is { } rings ? "POLYGON" + rings : null,
            "MultiPolygon" => Listed(coordinates, polygon => Listed(polygon, ring => Listed(ring, Point))) is { } polygons ? "MULTIPOLYGON" + polygons : null,
            _ => null,
        };
    }

    static string? Listed(JsonElement array, Func<JsonElement, string?> item)
    {
        if (array.ValueKind != JsonValueKind.Array)
        {
            return null;
        }
        var items = array.EnumerateArray().Select(item).ToList();
        return items.Contains(null) ? null : $"({string.Join(',', items)})";
    }

    /// <summary>An altitude may be there (RFC 7946, 3.1.1), and means nothing here.</summary>
    static string? Point(JsonElement point) =>
        point.ValueKind == JsonValueKind.Array && point.GetArrayLength() is 2 or 3 && Number(point[0]) is { } longitude && Number(point[1]) is { } latitude ? $"{longitude} {latitude}" : null;

    /// <summary>JSON may write it with an exponent, an address may not.</summary>
    static string? Number(JsonElement number) => number.ValueKind == JsonValueKind.Number && number.TryGetDouble(out var value) && double.IsFinite(value)
        ? value.ToString("0.###############", CultureInfo.InvariantCulture)
        : null;
}
