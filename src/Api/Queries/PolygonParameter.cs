using System.Globalization;
using System.Text.Json.Nodes;
using Besoksnaring.Vocabularies;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;

namespace Besoksnaring.Api.Queries;

/// <summary>An area on the map, checked: closed, not crossing itself, on earth.</summary>
/// <param name="Text">Well-known text, longitude first.</param>
/// <param name="Box">Holds all of it.</param>
sealed record GeoArea(string Text, GeoBox Box);

/// <summary>An area as maps write it (WKT), or as GeoJSON in a body: in both the longitude comes first.</summary>
sealed class PolygonParameter(string name, string description, string example) : QueryParameter<GeoArea?>(name, description, example)
{
    public const int MostPoints = 1_000;

    static readonly GeometryFactory Wgs84 = new(new PrecisionModel(), 4326);

    public override GeoArea? Absent => null;

    public override JsonObject Schema(Known known) => new() { ["type"] = "string", ["pattern"] = @"^\s*(?:[Mm][Uu][Ll][Tt][Ii])?[Pp][Oo][Ll][Yy][Gg][Oo][Nn]\s*\(" };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out GeoArea? value, out string canonical)
    {
        (value, canonical) = (null, "");
        var text = new PolygonText(given[0], MostPoints);
        if (text.Read() is not { } polygons)
        {
            return text.IsTooLong
                ? Invalid(given[0], $"'{Name}' has more than {MostPoints} points: simplify it.", [string.Create(CultureInfo.InvariantCulture, $"at most {MostPoints} points")])
                : Invalid(given[0], $"'{Name}' must be a polygon in well-known text.", ["POLYGON((longitude latitude, …))", "MULTIPOLYGON(((longitude latitude, …)), …)"]);
        }
        if (Wrong(polygons, known.Region) is var (wrong, allowed))
        {
            return Invalid(given[0], $"'{Name}' {wrong}", [allowed]);
        }
        canonical = Write(polygons);
        var box = Shape(polygons).EnvelopeInternal;
        value = new GeoArea(canonical, new GeoBox(box.MinX, box.MinY, box.MaxX, box.MaxY));
        return null;
    }

    static (string Wrong, string Allowed)? Wrong(List<List<List<Coordinate>>> polygons, Region region)
    {
        const string order = "longitude -180 to 180, then latitude -90 to 90";
        foreach (var point in polygons.SelectMany(rings => rings).SelectMany(ring => ring))
        {
            if (Math.Abs(point.Y) > 90 || Math.Abs(point.X) > 180)
            {
                return ("has a point that is nowhere on earth: the longitude comes first, then the latitude.", order);
            }
        }
        foreach (var ring in polygons.SelectMany(rings => rings))
        {
            if (ring.Count < 4 || !ring[0].Equals2D(ring[^1]))
            {
                return ("has a ring that is not closed: its last point must be its first.", "at least 4 points in a ring, the first again at the end");
            }
        }
        var shape = Shape(polygons);
        if (new IsValidOp(shape).ValidationError is { } error)
        {
            var where = error.Coordinate is { } at ? $" at {Numbers.Write(at.X)} {Numbers.Write(at.Y)}" : "";
            return ($"is not an area: {error.Message}{where}.", "rings that do not cross themselves or each other, with holes inside");
        }
        return IsSwapped(shape.EnvelopeInternal, region)
            ? ("is far from here, and would be here with its coordinates the other way round: the longitude comes first, then the latitude.", order)
            : null;
    }

    /// <summary>No place that we know is near it, but some are with latitude and longitude swapped.</summary>
    static bool IsSwapped(Envelope box, Region region)
    {
        var (around, swapped) = (box.Copy(), new Envelope(box.MinY, box.MaxY, box.MinX, box.MaxX));
        around.ExpandBy(20);
        // A small area may well have no place of its own.
        swapped.ExpandBy(0.5);
        var places = region.Gazetteer.All.Select(place => new Coordinate(place.Point.Longitude, place.Point.Latitude)).ToList();
        return !places.Exists(around.Contains) && places.Exists(swapped.Contains);
    }

    static Geometry Shape(List<List<List<Coordinate>>> polygons)
    {
        var shapes = polygons.Select(rings => Wgs84.CreatePolygon(Ring(rings[0]), [.. rings.Skip(1).Select(Ring)])).ToArray();
        return shapes.Length == 1 ? shapes[0] : Wgs84.CreateMultiPolygon(shapes);
    }

    static LinearRing Ring(List<Coordinate> points) => Wgs84.CreateLinearRing([.. points]);

    static string Write(List<List<List<Coordinate>>> polygons)
    {
        var texts = polygons.Select(rings => Listed(rings.Select(ring => Listed(ring.Select(point => $"{Numbers.Write(point.X)} {Numbers.Write(point.Y)}"))))).ToList();
        return texts.Count == 1 ? "POLYGON" + texts[0] : "MULTIPOLYGON" + Listed(texts);
    }

    static string Listed(IEnumerable<string> items) => $"({string.Join(',', items)})";
}
