using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace Besoksnaring.Vocabularies.Places;

/// <param name="Municipality">The code of the municipality it lies in.</param>
public sealed record GazetteerPlace(string Name, GeoPoint Point, string Municipality);

/// <summary>Localities by name and by nearness.</summary>
public sealed class Gazetteer
{
    readonly FrozenDictionary<string, GazetteerPlace[]> byName;
    readonly STRtree<GazetteerPlace> byPoint = new();

    public Gazetteer(IEnumerable<GazetteerPlace> places)
    {
        All = [.. places];
        byName = All.GroupBy(p => Fold.Name(p.Name)).ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        foreach (var place in All)
        {
            byPoint.Insert(new Envelope(new Coordinate(place.Point.Longitude, place.Point.Latitude)), place);
        }
        // Built now: the tree is otherwise built by the first query, and that may be two at once.
        byPoint.Build();
    }

    /// <summary>The bundled one: Värmland's localities.</summary>
    public static Gazetteer Default { get; } = new(Parse(VocabularyFile.Bundled("gazetteer.json"), "gazetteer.json"));

    public IReadOnlyList<GazetteerPlace> All { get; }

    /// <param name="municipalityHint">A municipality's code, or the two digits of a county, which the place must lie in.</param>
    /// <returns>The place of that name, or null when there is none, or several in different municipalities.</returns>
    public GazetteerPlace? Find(string? name, string? municipalityHint = null)
    {
        var folded = Fold.Name(name is null ? null : Fold.WithoutPostalCode(name));
        var found = byName.GetValueOrDefault(folded) ?? [];
        if (municipalityHint is not null)
        {
            found = [.. found.Where(p => p.Municipality.StartsWith(municipalityHint, StringComparison.Ordinal))];
        }
        // The town that a municipality is named after is meant, and not a hamlet of the same name elsewhere.
        var seat = found.Length < 2 ? null : Municipalities.Default.ByName(folded)?.Code;
        return found.Select(p => p.Municipality).Distinct().Count() == 1
            ? found[0]
            : found.FirstOrDefault(p => p.Municipality == seat);
    }

    /// <returns>The nearest place, or null when there is none so near.</returns>
    public GazetteerPlace? Nearest(double latitude, double longitude, double maxKm)
    {
        var point = new GeoPoint(latitude, longitude);
        var nearest = byPoint.Query(Around.Kilometres(point, maxKm)).MinBy(p => p.Point.KilometresTo(point));
        return nearest is not null && nearest.Point.KilometresTo(point) <= maxKm ? nearest : null;
    }

    /// <summary>Reads a file in GeoNames' shape: a list of <c>name, lat, lng, admin2</c>, where admin2 is the municipality's code.</summary>
    public static IReadOnlyList<GazetteerPlace> Load(string path) => Parse(VocabularyFile.Read(path), path);

    static List<GazetteerPlace> Parse(JsonElement root, string file) =>
        [.. VocabularyFile.Items(root, file, "$").Where(item => !IsNowhere(item.Value)).Select(item => ToPlace(item.Value, file, item.Field))];

    /// <summary>GeoNames leaves some places without a municipality: they can answer nothing here.</summary>
    static bool IsNowhere(JsonElement place) =>
        place.ValueKind == JsonValueKind.Object && place.TryGetProperty("admin2", out var code) && code.ValueKind == JsonValueKind.String && code.ValueEquals("");

    static GazetteerPlace ToPlace(JsonElement value, string file, string field)
    {
        var name = VocabularyFile.RequiredText(value, "name", file, field);
        var point = new GeoPoint(Degrees(value, "lat", 90, file, field), Degrees(value, "lng", 180, file, field));
        var code = VocabularyFile.RequiredText(value, "admin2", file, field);
        return code.Length == 4 && code.All(char.IsAsciiDigit)
            ? new GazetteerPlace(name, point, code)
            : throw new VocabularyException(file, field + ".admin2", $"'{code}' is no municipality's code");
    }

    static double Degrees(JsonElement owner, string name, double limit, string file, string field)
    {
        if (!owner.TryGetProperty(name, out var value))
        {
            throw new VocabularyException(file, $"{field}.{name}", "is missing");
        }
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= limit
            ? degrees
            : throw new VocabularyException(file, $"{field}.{name}", $"'{text}' is not degrees between -{limit} and {limit}");
    }
}
