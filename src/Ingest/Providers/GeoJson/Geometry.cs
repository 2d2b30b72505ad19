using System.Text.Json;

namespace Besoksnaring.Ingest.Providers.GeoJson;

/// <summary>What we keep of a feature's geometry: one point, and the lines of a trail.</summary>
sealed record Geometry((double Latitude, double Longitude)? Point, IReadOnlyList<IReadOnlyList<double[]>> Lines, string? Fault = null)
{
    const int MaxPositions = 200_000;
    const double EarthRadius = 6_371_008.8;

    static readonly Geometry None = new(null, []);

    /// <summary>Metres along the lines, on the sphere; null without lines.</summary>
    public double? LengthMetres => Lines.Count == 0 ? null : Math.Round(Lines.Sum(LengthOf));

    public static Geometry Of(JsonElement geometry)
    {
        if (geometry.ValueKind == JsonValueKind.Null)
        {
            return None;
        }
        if (geometry.ValueKind != JsonValueKind.Object || !geometry.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
        {
            return None with { Fault = "geometry: has no type" };
        }
        if (type.ValueEquals("GeometryCollection") && geometry.TryGetProperty("geometries", out var parts) && parts.ValueKind == JsonValueKind.Array)
        {
            var all = parts.EnumerateArray().Select(Of).ToList();
            return new Geometry(all.Select(part => part.Point).FirstOrDefault(point => point is not null), [.. all.SelectMany(part => part.Lines)]);
        }
        if (!geometry.TryGetProperty("coordinates", out var coordinates))
        {
            return None with { Fault = "geometry: has no coordinates" };
        }
        return type.GetString() switch
        {
            "Point" => Position(coordinates) is { } position ? OfPoint(position) : None with { Fault = "geometry: is no point" },
            "MultiPoint" => Positions(coordinates) is [var first, ..] ? OfPoint(first) : None with { Fault = "geometry: has no points" },
            "LineString" => OfLines([Positions(coordinates)]),
            "MultiLineString" => OfLines([.. Items(coordinates).Select(Positions)]),
            "Polygon" => OfRing(Items(coordinates).Select(Positions).FirstOrDefault()),
            "MultiPolygon" => OfRing(Items(coordinates).Select(polygon => Items(polygon).Select(Positions).FirstOrDefault() ?? []).MaxBy(ring => ring.Count)),
            var other => None with { Fault = $"geometry: '{Mapping.RowReading.Short(other ?? "")}' is no geometry" },
        };
    }

    static Geometry OfPoint(double[] position) => new((position[1], position[0]), []);

    /// <summary>A trail's point is where it starts: that is where one goes.</summary>
    static Geometry OfLines(List<List<double[]>> lines)
    {
        lines.RemoveAll(line => line.Count < 2);
        if (lines.Count == 0)
        {
            return None with { Fault = "geometry: has no line" };
        }
        var start = (lines[0][0][1], lines[0][0][0]);
        if (lines.Sum(line => line.Count) > MaxPositions)
        {
            return new Geometry(start, [], "geometry: has too many positions; only its start is kept");
        }
        return lines.All(line => line.All(p => Math.Abs(p[0]) <= 180 && Math.Abs(p[1]) <= 90))
            ? new Geometry(start, lines)
            : new Geometry(start, [], "geometry: is not in degrees; only its start is kept");
    }

    /// <summary>An area's point is the middle of its outline.</summary>
    static Geometry OfRing(List<double[]>? ring) => ring is { Count: >= 3 }
        ? new Geometry((ring.SkipLast(1).Average(p => p[1]), ring.SkipLast(1).Average(p => p[0])), [])
        : None with { Fault = "geometry: has no outline" };

    static JsonElement[] Items(JsonElement list) => list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    static List<double[]> Positions(JsonElement list) => [.. Items(list).Select(Position).OfType<double[]>()];

    /// <returns>Longitude and latitude; a height is left out.</returns>
    static double[]? Position(JsonElement position) =>
        position.ValueKind == JsonValueKind.Array && position.GetArrayLength() >= 2
        && position[0].ValueKind == JsonValueKind.Number && position[1].ValueKind == JsonValueKind.Number
            ? [position[0].GetDouble(), position[1].GetDouble()]
            : null;

    static double LengthOf(IReadOnlyList<double[]> line)
    {
        var sum = 0.0;
        for (var i = 1; i < line.Count; i++)
        {
            sum += Metres(line[i - 1], line[i]);
        }
        return sum;
    }

    static double Metres(double[] from, double[] to)
    {
        var north = double.DegreesToRadians(to[1] - from[1]);
        var east = double.DegreesToRadians(to[0] - from[0]);
        var half = Math.Pow(Math.Sin(north / 2), 2)
            + (Math.Cos(double.DegreesToRadians(from[1])) * Math.Cos(double.DegreesToRadians(to[1])) * Math.Pow(Math.Sin(east / 2), 2));
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }
}
