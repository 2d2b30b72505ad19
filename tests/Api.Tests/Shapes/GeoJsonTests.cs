using System.Text.Json;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Catalogue;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;

namespace Besoksnaring.Api.Tests.Shapes;

/// <summary>Read by NetTopologySuite.</summary>
public sealed class GeoJsonTests(ServedCatalogue catalogue)
{
    static readonly JsonSerializerOptions Reading = new() { Converters = { new GeoJsonConverterFactory() } };

    [Fact]
    public async Task A_list_is_a_collection_and_what_has_no_place_is_in_it_without_one()
    {
        var text = await catalogue.TextAsync("/api/v1/listings?f=geojson&limit=100&kind=event", "application/geo+json");
        var features = JsonSerializer.Deserialize<FeatureCollection>(text, Reading)!;
        Assert.Equal(5, features.Count);
        var concert = features.Single(f => (string)f.Attributes["title"] == "Konsert i Karlstads domkyrka");
        Assert.Equal(new Coordinate(13.504, 59.381), concert.Geometry.Coordinate);
        Assert.Equal(("2026-12-08T19:00", "turid"), ((string)concert.Attributes["start"], (string)concert.Attributes["providers"]));
        Assert.Null(features.Single(f => (string)f.Attributes["title"] == "Öppet hus").Geometry);
        var json = JsonNode.Parse(text)!;
        Assert.Equal((5, 5), ((int)json["numberMatched"]!, (int)json["numberReturned"]!));
        Assert.All(json["features"]!.AsArray(), f => Assert.True(f!.AsObject().ContainsKey("geometry")));
    }

    [Fact]
    public async Task Next_leads_on_in_the_same_shape()
    {
        var ids = new HashSet<string>();
        for (var address = "/api/v1/listings?f=geojson&limit=30"; address is not null;)
        {
            var page = JsonNode.Parse(await catalogue.TextAsync(address, "application/geo+json"))!;
            Assert.All(page["features"]!.AsArray(), f => Assert.True(ids.Add((string)f!["id"]!)));
            address = page["links"]!.AsArray().Where(l => (string)l!["rel"]! == "next").Select(l => (string)l!["href"]!).SingleOrDefault();
        }
        Assert.Equal(65, ids.Count);
    }

    [Fact]
    public async Task A_trail_is_its_lines()
    {
        var text = await catalogue.TextAsync("/api/v1/listings/{l-111}?f=geojson", "application/geo+json");
        var feature = JsonSerializer.Deserialize<IFeature>(text, Reading)!;
        Assert.Equal([new Coordinate(13.5, 59.4), new Coordinate(13.6, 59.5)], Assert.IsType<MultiLineString>(feature.Geometry).Coordinates);
    }
}
