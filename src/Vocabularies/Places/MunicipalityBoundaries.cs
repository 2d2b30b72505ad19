using System.Text.Json;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.IO.Converters;
using NetTopologySuite.Operation.Distance;

namespace Besoksnaring.Vocabularies.Places;

/// <summary>In which municipality a point lies. Read once; safe to ask from many threads.</summary>
public sealed class MunicipalityBoundaries
{
    static readonly string[] CodeNames = ["id", "code", "kod", "kommunkod", "KOMMUNKOD", "KnKod", "kom_kod", "municipality_code", "lau_id"];
    static readonly string[] NameNames = ["kom_namn", "name", "namn", "KOMMUNNAMN", "KnNamn", "kommunnamn", "municipality"];

    static readonly JsonSerializerOptions GeoJson = new() { Converters = { new GeoJsonConverterFactory() } };

    readonly STRtree<Area> areas = new();

    MunicipalityBoundaries(IReadOnlyList<Area> all)
    {
        Names = all.ToDictionary(a => a.Code, a => a.Name);
        foreach (var area in all)
        {
            areas.Insert(area.Shape.EnvelopeInternal, area);
        }
        areas.Build();
    }

    /// <summary>Code to name, as the file has them.</summary>
    public IReadOnlyDictionary<string, string> Names { get; }

    /// <returns>The code of the municipality that the point lies in, or null.</returns>
    public string? At(double latitude, double longitude)
    {
        var point = PointOf(latitude, longitude);
        foreach (var area in areas.Query(point.EnvelopeInternal))
        {
            // A border belongs to both; the first in the tree's fixed order gets it.
            if (area.Prepared.Covers(point))
            {
                return area.Code;
            }
        }
        return null;
    }

    /// <summary>For islands, piers and beaches that a simplified coast leaves in the water.</summary>
    /// <returns>The code of the municipality whose border is nearest, or null when none is so near.</returns>
    public string? Near(double latitude, double longitude, double maxKm)
    {
        var here = new GeoPoint(latitude, longitude);
        var point = PointOf(latitude, longitude);
        return areas.Query(Around.Kilometres(here, maxKm))
            .Select(area => (area.Code, Km: KilometresTo(area, point, here)))
            .Where(candidate => candidate.Km <= maxKm)
            .OrderBy(candidate => candidate.Km).ThenBy(candidate => candidate.Code, StringComparer.Ordinal)
            .Select(candidate => candidate.Code)
            .FirstOrDefault();
    }

    public static MunicipalityBoundaries Load(string path)
    {
        var areas = new Dictionary<string, Area>(StringComparer.Ordinal);
        foreach (var (feature, field) in FeaturesOf(path).Select((feature, index) => (feature, $"$.features[{index}]")))
        {
            var area = ToArea(feature, path, field);
            if (!areas.TryAdd(area.Code, area))
            {
                throw new VocabularyException(path, field, $"municipality {area.Code} occurs twice");
            }
        }
        return areas.Count > 0
            ? new MunicipalityBoundaries([.. areas.Values])
            : throw new VocabularyException(path, "$.features", "is empty");
    }

    static FeatureCollection FeaturesOf(string path)
    {
        var root = VocabularyFile.Read(path);
        try
        {
            return root.Deserialize<FeatureCollection>(GeoJson) ?? [];
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new VocabularyException(path, "$", "is not a GeoJSON feature collection: " + error.Message, error);
        }
    }

    static Area ToArea(IFeature feature, string file, string field)
    {
        var code = First(feature, CodeNames)
            ?? throw new VocabularyException(file, field + ".properties", "has no municipality code under any of " + string.Join(", ", CodeNames));
        code = code.PadLeft(4, '0');
        if (code.Length != 4 || !code.All(char.IsAsciiDigit))
        {
            throw new VocabularyException(file, field + ".properties", $"'{code}' is no municipality's code");
        }
        if (feature.Geometry is not (Polygon or MultiPolygon) || feature.Geometry.IsEmpty)
        {
            throw new VocabularyException(file, field + ".geometry", "must be a Polygon or MultiPolygon");
        }
        return new Area(code, First(feature, NameNames) ?? code, feature.Geometry, new PreparedPolygon((IPolygonal)feature.Geometry));
    }

    static string? First(IFeature feature, string[] names) => names
        .Where(name => feature.Attributes?.Exists(name) == true)
        .Select(name => Convert.ToString(feature.Attributes[name], System.Globalization.CultureInfo.InvariantCulture))
        .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    static double KilometresTo(Area area, Point point, GeoPoint here)
    {
        // Measured where a degree east is as long as a degree north, or the nearest border would often be the wrong one.
        var squeeze = Math.Cos(here.Latitude * Math.PI / 180);
        var local = area.Shape.Copy();
        local.Apply(new Squeeze(squeeze));
        var target = PointOf(point.Y, point.X * squeeze);
        var nearest = DistanceOp.NearestPoints(local, target)[0];
        return here.KilometresTo(new GeoPoint(nearest.Y, nearest.X / squeeze));
    }

    static Point PointOf(double latitude, double longitude) => new(longitude, latitude);

    sealed record Area(string Code, string Name, Geometry Shape, PreparedPolygon Prepared);

    sealed class Squeeze(double factor) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i) => seq.SetX(i, seq.GetX(i) * factor);
    }
}
