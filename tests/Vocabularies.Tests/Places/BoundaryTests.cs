using Besoksnaring.Testing;
using Besoksnaring.Vocabularies.Places;

namespace Besoksnaring.Vocabularies.Tests.Places;

public class BoundaryTests
{
    [Fact]
    public void Every_municipalitys_own_point_lies_in_it()
    {
        var wrong = new List<string>();
        foreach (var feature in RealRegion.Read("reference/boundaries/swedish_municipalities.geojson").GetProperty("features").EnumerateArray())
        {
            var properties = feature.GetProperty("properties");
            var point = properties.GetProperty("geo_point_2d");
            var code = properties.GetProperty("id").GetString()!;
            var found = RealRegion.Boundaries.At(point[0].GetDouble(), point[1].GetDouble());
            if (found != code)
            {
                wrong.Add($"{code} {properties.GetProperty("kom_namn")}: {found}");
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void Real_towns_lie_in_their_municipality()
    {
        var within = RealRegion.Places.Count(p => RealRegion.Boundaries.At(p.Point.Latitude, p.Point.Longitude) == p.Municipality);
        Assert.True(within > 0.98 * RealRegion.Places.Count, $"{within} of {RealRegion.Places.Count} within");
    }

    [Fact]
    public void Near_goes_by_kilometres_and_not_by_degrees()
    {
        // A box from 59 to 60 north and 13 to 14 east. A degree east is 57 km there, a degree north 111.
        using var file = new TemporaryFile("""
            { "type": "FeatureCollection", "features": [
              { "type": "Feature", "properties": { "code": 138 }, "geometry": { "type": "Polygon", "coordinates": [[[13,59],[14,59],[14,60],[13,60],[13,59]]] } },
              { "type": "Feature", "properties": { "code": "1780", "name": "Karlstad" }, "geometry": { "type": "Polygon", "coordinates": [[[14.1,60.03],[15,60.03],[15,61],[14.1,61],[14.1,60.03]]] } } ] }
            """);
        var boundaries = MunicipalityBoundaries.Load(file.Path);
        Assert.Equal("0138", boundaries.At(59.5, 13.5));
        Assert.Null(boundaries.At(59.5, 14.04));
        Assert.Equal("0138", boundaries.Near(59.5, 14.04, 3));
        Assert.Null(boundaries.Near(59.5, 14.06, 3));
        Assert.Null(boundaries.Near(60.04, 13.5, 3));
        // 0.05 degrees east (2.8 km) is nearer than 0.03 degrees north (3.3 km).
        Assert.Equal("1780", boundaries.Near(60.04, 14.05, 10));
        Assert.Equal("Karlstad", boundaries.Names["1780"]);
    }

    [Fact]
    public void Asking_from_many_threads_gives_the_same()
    {
        var boundaries = MunicipalityBoundaries.Load(SharedData.PathOf("reference/boundaries/swedish_municipalities.geojson"));
        var expected = RealRegion.Places.Select(p => RealRegion.Boundaries.At(p.Point.Latitude, p.Point.Longitude)).ToList();
        Parallel.For(0, 8, _ => Assert.Equal(expected, RealRegion.Places.Select(p => boundaries.At(p.Point.Latitude, p.Point.Longitude))));
    }
}
