using Besoksnaring.Testing;

namespace Besoksnaring.Vocabularies.Tests;

public class RegionFileTests
{
    [Fact]
    public void A_registry_without_a_region_is_about_Varmland()
    {
        using var file = new TemporaryFile("""{ "providers": [] }""");
        Assert.Same(Region.Default, Region.Load(file.Path));
    }

    [Fact]
    public void Paths_are_relative_to_the_registry()
    {
        using var file = new TemporaryFile("""
            { "region": { "name": "Här", "timeZone": "Europe/Oslo", "boundaries": "b.geojson", "gazetteer": ["p.json"], } } // as people write
            """);
        file.Beside("b.geojson", File.ReadAllText(SharedData.PathOf("reference/boundaries/swedish_municipalities.geojson")));
        file.Beside("p.json", """[{ "name": "Byn", "lat": "60.1", "lng": 13.1, "admin2": "1737", "country": "SE" }]""");
        var region = Region.Load(file.Path);
        Assert.Equal(("Här", "Europe/Oslo", 290), (region.Name, region.TimeZone, region.Boundaries!.Names.Count));
        Assert.Equal("1737", region.Gazetteer.Find("byn")!.Municipality);
        Assert.Equal("1780", region.Gazetteer.Find("Karlstad")!.Municipality);
    }

    [Theory]
    [InlineData("""{ "region": { "timeZone": "Europe/Stockholm" } }""", "region.name", "missing")]
    [InlineData("""{ "region": { "name": 1, "timeZone": "Europe/Stockholm" } }""", "region.name", "text")]
    [InlineData("""{ "region": { "name": "a", "timeZone": "Swedish time" } }""", "region.timeZone", "Swedish time")]
    [InlineData("""{ "region": { "name": "a", "timeZone": "Europe/Stockholm", "colour": 1 } }""", "region.colour", "known")]
    [InlineData("""{ "region": { "name": "a", "timeZone": "Europe/Stockholm", "boundaries": "none.geojson" } }""", "region.boundaries", "none.geojson")]
    [InlineData("""{ "region": { "name": "a", "timeZone": "Europe/Stockholm", "gazetteer": "p.json" } }""", "region.gazetteer", "list")]
    [InlineData("""{ "region": { "name": "a", "timeZone": "Europe/Stockholm", "gazetteer": ["none.json"] } }""", "region.gazetteer[0]", "none.json")]
    [InlineData("""{ "region": { "name": "a", "timeZone": "Europe/Stockholm", "calendars": "c.json" } }""", "region.calendars", "list")]
    [InlineData("""{ "region": { "name": "a", "timeZone": "Europe/Stockholm", "calendars": ["none.json"] } }""", "region.calendars[0]", "none.json")]
    [InlineData("""{ "region": { "name": "a", "timeZone": "Europe/Stockholm", "destinations": { } } }""", "region.destinations", "list")]
    [InlineData("""{ "region": [] }""", "region", "object")]
    [InlineData("""[]""", "$", "object")]
    [InlineData("""{ "region": """, "$", "JSON")]
    public void A_wrong_region_is_refused_by_file_and_field(string registry, string field, string why)
    {
        using var file = new TemporaryFile(registry, "providers.json");
        var error = Assert.Throws<VocabularyException>(() => Region.Load(file.Path));
        Assert.Equal((file.Path, field), (error.File, error.Field));
        Assert.Contains(why, error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{ "name": "Byn", "lat": 60, "lng": 13 }]""", "$[0].admin2")]
    [InlineData("""[{ "name": "Byn", "lat": 160, "lng": 13, "admin2": "1737" }]""", "$[0].lat")]
    [InlineData("""[{ "name": "Byn", "lat": 60, "lng": "öst", "admin2": "1737" }]""", "$[0].lng")]
    [InlineData("""[{ "name": "Byn", "lat": 60, "lng": 13, "admin2": "9999" }]""", "Byn")]
    [InlineData("""{ }""", "$")]
    public void A_wrong_gazetteer_is_refused_by_file_and_field(string places, string field)
    {
        using var file = new TemporaryFile("""{ "region": { "name": "a", "timeZone": "Europe/Stockholm", "gazetteer": ["p.json"] } }""");
        var gazetteer = file.Beside("p.json", places);
        var error = Assert.Throws<VocabularyException>(() => Region.Load(file.Path));
        Assert.Equal((gazetteer, field), (error.File, error.Field));
    }

    [Theory]
    [InlineData("""{ "type": "FeatureCollection", "features": [] }""", "$.features")]
    [InlineData("""{ "type": "FeatureCollection", "features": [{ "type": "Feature", "properties": {}, "geometry": null }] }""", "$.features[0].properties")]
    [InlineData("""{ "type": "FeatureCollection", "features": [{ "type": "Feature", "properties": { "id": "1780" }, "geometry": null }] }""", "$.features[0].geometry")]
    [InlineData("""{ "type": "FeatureCollection", "features": [{ "type": "Feature", "properties": { "id": "Karlstad" }, "geometry": null }] }""", "$.features[0].properties")]
    [InlineData("""[1]""", "$")]
    public void Wrong_boundaries_are_refused_by_file_and_field(string geojson, string field)
    {
        using var file = new TemporaryFile("""{ "region": { "name": "a", "timeZone": "Europe/Stockholm", "boundaries": "b.geojson" } }""");
        var boundaries = file.Beside("b.geojson", geojson);
        var error = Assert.Throws<VocabularyException>(() => Region.Load(file.Path));
        Assert.Equal((boundaries, field), (error.File, error.Field));
    }
}
