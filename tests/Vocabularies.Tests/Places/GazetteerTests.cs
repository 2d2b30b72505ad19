using Besoksnaring.Vocabularies.Places;

namespace Besoksnaring.Vocabularies.Tests.Places;

public class GazetteerTests
{
    [Fact]
    public void Every_bundled_place_lies_in_the_municipality_it_says_and_every_seat_is_there()
    {
        Assert.DoesNotContain(Gazetteer.Default.All, p => RealRegion.Boundaries.At(p.Point.Latitude, p.Point.Longitude) != p.Municipality);
        Assert.Equal(16, Gazetteer.Default.All.Select(p => p.Municipality).Distinct().Count());
        Assert.InRange(Gazetteer.Default.All.Count, 76, 150);
    }

    [Fact]
    public void Bundled_places_lie_where_GeoNames_has_them()
    {
        var known = RealRegion.Places.ToLookup(p => (p.Name, p.Municipality));
        var both = Gazetteer.Default.All.SelectMany(p => known[(p.Name, p.Municipality)], (ours, theirs) => (ours.Name, ours.Point.KilometresTo(theirs.Point))).ToList();
        Assert.True(both.Count > 20, $"only {both.Count} in both");
        Assert.DoesNotContain(both, p => p.Item2 > 2.5);
    }

    [Fact]
    public void Real_places_are_found_by_name_and_municipality()
    {
        var gazetteer = RealRegion.Whole.Gazetteer;
        // One of the 832 (Glommen) has no municipality.
        Assert.Equal(831, RealRegion.Places.Count);
        Assert.DoesNotContain(RealRegion.Places, p => gazetteer.Find(p.Name.ToUpperInvariant(), p.Municipality)?.Municipality != p.Municipality);
    }

    [Fact]
    public void A_name_that_several_municipalities_have_is_not_guessed()
    {
        var gazetteer = new Gazetteer([new("Viken", new(64.7, 20.9), "2482"), new("Viken", new(56.1, 12.6), "1284"), new("Lund", new(55.7, 13.2), "1281"), new("Lund", new(57, 14), "0780")]);
        Assert.Null(gazetteer.Find("Viken"));
        Assert.Equal("1284", gazetteer.Find("viken", "12")!.Municipality);
        Assert.Equal("2482", gazetteer.Find("263 61 Viken", "2482")!.Municipality);
        // The town that gave the municipality its name is meant.
        Assert.Equal("1281", gazetteer.Find("Lund")!.Municipality);
        Assert.Null(gazetteer.Find(null));
        Assert.Null(gazetteer.Find(""));
    }

    [Fact]
    public void The_nearest_place_is_the_nearest_on_the_ground()
    {
        var places = RealRegion.Whole.Gazetteer;
        foreach (var (latitude, longitude) in new[] { (59.38, 13.4), (67.9, 20.3), (55.5, 13.1), (60.7, 12.9), (62.0, 12.2) })
        {
            var here = new GeoPoint(latitude, longitude);
            var obvious = places.All.MinBy(p => p.Point.KilometresTo(here))!;
            var km = obvious.Point.KilometresTo(here);
            Assert.Equal(km, places.Nearest(latitude, longitude, km + 0.001)!.Point.KilometresTo(here), 6);
            Assert.Null(places.Nearest(latitude, longitude, km - 0.001));
        }
        Assert.Null(places.Nearest(0, 0, 15));
        Assert.Null(places.Nearest(90, 0, 15));
    }
}
