using System.Text.Json;
using Besoksnaring.Testing;
using Besoksnaring.Vocabularies.Places;

namespace Besoksnaring.Vocabularies.Tests.Places;

/// <summary>The real boundaries and places, read once.</summary>
static class RealRegion
{
    public static MunicipalityBoundaries Boundaries { get; } =
        MunicipalityBoundaries.Load(SharedData.PathOf("reference/boundaries/swedish_municipalities.geojson"));

    public static IReadOnlyList<GazetteerPlace> Places { get; } =
        Gazetteer.Load(SharedData.PathOf("reference/places/geonames_cities_SE.json"));

    public static Region Whole { get; } = Region.Default with { Boundaries = Boundaries, Gazetteer = new Gazetteer([.. Gazetteer.Default.All, .. Places]) };

    public static JsonElement Read(string relative)
    {
        using var stream = File.OpenRead(SharedData.PathOf(relative));
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
