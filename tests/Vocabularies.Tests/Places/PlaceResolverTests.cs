using Besoksnaring.Contracts.Content;
using Besoksnaring.Vocabularies.Places;
using CsCheck;

namespace Besoksnaring.Vocabularies.Tests.Places;

public class PlaceResolverTests
{
    static ResolvedPlace Resolve(double? latitude, double? longitude, string? country = null, Region? region = null) =>
        PlaceResolver.Resolve(new RecordPlace { Latitude = latitude, Longitude = longitude, Address = new Address { Country = country } }, null, region ?? RealRegion.Whole);

    static ResolvedPlace Resolve(Address address, Organizer? organizer = null) =>
        PlaceResolver.Resolve(new RecordPlace { Address = address }, organizer, Region.Default);

    [Theory]
    [InlineData(59.379, 13.504, PointHow.Given)]
    [InlineData(13.504, 59.379, PointHow.Swapped)]
    [InlineData(6583000, 414990, PointHow.Sweref99Tm)]
    [InlineData(414990, 6583000, PointHow.Sweref99TmSwapped)]
    public void Karlstad_is_found_whatever_its_coordinates_look_like(double first, double second, string how)
    {
        var place = Resolve(first, second);
        Assert.Equal((how, "1780", MunicipalityHow.Boundary), (place.PointHow, place.Municipality, place.MunicipalityHow));
        Assert.True(place.Point!.Value.KilometresTo(new GeoPoint(59.379, 13.504)) < 2, place.Point.ToString());
        Assert.Null(place.PointProblem);
    }

    [Theory]
    [InlineData(53.35, -6.26, "IE")]
    [InlineData(53.35, -6.26, null)]
    [InlineData(47.39, 0.69, "FR")]
    [InlineData(46.5, 11.35, "IT")]
    [InlineData(46.5, 11.35, null)]
    [InlineData(13.08, 56.2, "YE")]
    [InlineData(-33.9, 18.4, null)]
    public void What_lies_abroad_stays_where_it_is_and_gets_no_municipality(double latitude, double longitude, string? country)
    {
        var place = Resolve(latitude, longitude, country);
        Assert.Equal((new GeoPoint(latitude, longitude), PointHow.Given), (place.Point, place.PointHow));
        Assert.Null(place.Municipality);
    }

    [Theory]
    [InlineData(0.0, 0.0, null)]
    [InlineData(59.3, 0.0, null)]
    [InlineData(0.0, 13.5, "SE")]
    [InlineData(95.0, 200.0, null)]
    [InlineData(59.3, null, null)]
    [InlineData(double.NaN, 13.0, null)]
    [InlineData(double.PositiveInfinity, 13.0, null)]
    [InlineData(6583000.0, 1370000.0, "SE")]
    [InlineData(6700000.0, 525000.0, "FR")]
    [InlineData(59379000.0, 13504000.0, "SE")]
    public void What_is_no_position_gives_none_and_says_why(double? latitude, double? longitude, string? country)
    {
        var place = Resolve(latitude, longitude, country);
        Assert.Null(place.Point);
        Assert.Null(place.PointHow);
        Assert.NotNull(place.PointProblem);
    }

    [Fact]
    public void Nothing_given_is_no_problem() => Assert.Equal(ResolvedPlace.Nowhere, PlaceResolver.Resolve(null, null, Region.Default));

    [Fact]
    public void A_point_outside_the_Nordic_countries_that_is_not_mended_into_them_is_never_touched() =>
        Gen.Select(Gen.Double[-89.9, 89.9], Gen.Double[-179.9, 179.9], Gen.OneOf("IE", "FR", "IT", "DE", "GB", "US"))
            .Where((latitude, longitude, _) => latitude != 0 && longitude != 0)
            .Sample((latitude, longitude, country) =>
                Assert.Equal(new GeoPoint(latitude, longitude), Resolve(latitude, longitude, country, Region.Default).Point));

    [Fact]
    public void Real_bathing_places_on_coasts_and_islands_are_found_in_the_municipality_that_runs_them()
    {
        var baths = RealRegion.Read("activities/bathing/hav_active_bathing_waters.geojson").GetProperty("features").EnumerateArray()
            .Select(bath => (Code: bath.GetProperty("properties").GetProperty("nutsCode").GetString()!.Substring(5, 4), At: bath.GetProperty("geometry").GetProperty("coordinates")))
            .Select(bath => (bath.Code, Found: Resolve(bath.At[1].GetDouble(), bath.At[0].GetDouble()))).ToList();
        Assert.True(baths.Count > 2000);
        var right = baths.Count(bath => bath.Found.Municipality == bath.Code);
        var near = baths.Where(bath => bath.Found.MunicipalityHow == MunicipalityHow.BoundaryNear).ToList();
        Assert.True(right > 0.98 * baths.Count, $"{right} of {baths.Count}");
        Assert.NotEmpty(near);
        // One has the coordinates of a beach in the next municipality.
        Assert.InRange(near.Count(bath => bath.Found.Municipality != bath.Code), 0, 1);
        Assert.Null(Resolve(57.5, 20.5).Municipality);
    }

    [Theory]
    [InlineData("Karlstads kommun", null, null, "1780", MunicipalityHow.MunicipalityName)]
    [InlineData("1784", null, null, "1784", MunicipalityHow.MunicipalityName)]
    [InlineData(null, "Klässbol", null, "1784", MunicipalityHow.PlaceName)]
    [InlineData(null, "671 95 KLÄSSBOL", null, "1784", MunicipalityHow.PlaceName)]
    [InlineData(null, "SE-67195 Klässbol, Sverige", null, "1784", MunicipalityHow.PlaceName)]
    [InlineData(null, "Göteborg", null, "1480", MunicipalityHow.PlaceName)]
    [InlineData(null, null, "Damastvägen 5, 671 95 Klässbol", "1784", MunicipalityHow.PlaceName)]
    [InlineData("Ingenstans", "Sunne", null, "1766", MunicipalityHow.PlaceName)]
    public void The_address_names_the_municipality(string? municipality, string? city, string? street, string code, string how)
    {
        var place = Resolve(new Address { Municipality = municipality, City = city, Street = street });
        Assert.Equal((code, how), (place.Municipality, place.MunicipalityHow));
    }

    [Theory]
    [InlineData(35.97, 16.70, "Säffle", null, "1785")]
    [InlineData(90.0, 15.0, "Forshaga kommun", null, "1763")]
    [InlineData(1.05, 62.95, "1492", "SE", "1492")]
    public void A_municipality_named_outweighs_a_point_far_from_Sweden(double latitude, double longitude, string municipality, string? country, string code)
    {
        var place = PlaceResolver.Resolve(Bath(latitude, longitude, municipality, country), null, RealRegion.Whole);
        Assert.Equal((code, MunicipalityHow.MunicipalityName), (place.Municipality, place.MunicipalityHow));
        Assert.Null(place.Point);
        Assert.Contains("is not in Sweden", place.PointProblem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(53.35, -6.26, "Kil", "IE")]
    [InlineData(53.35, -6.26, "Ballymore", null)]
    [InlineData(53.35, -6.26, null, null)]
    public void A_point_abroad_stays_unless_a_Swedish_municipality_is_named_and_no_other_country(double latitude, double longitude, string? municipality, string? country)
    {
        var place = PlaceResolver.Resolve(Bath(latitude, longitude, municipality, country), null, RealRegion.Whole);
        Assert.Equal((new GeoPoint(latitude, longitude), null), (place.Point, place.Municipality));
    }

    [Fact]
    public void A_town_without_its_municipality_does_not_outweigh_a_point_abroad()
    {
        var place = PlaceResolver.Resolve(new RecordPlace { Latitude = 53.35, Longitude = -6.26, Address = new Address { City = "Kil" } }, null, RealRegion.Whole);
        Assert.Equal((new GeoPoint(53.35, -6.26), null), (place.Point, place.Municipality));
    }

    static RecordPlace Bath(double latitude, double longitude, string? municipality, string? country) =>
        new() { Latitude = latitude, Longitude = longitude, Address = new Address { Municipality = municipality, Country = country } };

    [Fact]
    public void A_venue_called_as_a_municipality_does_not_lie_in_it() =>
        Assert.Null(PlaceResolver.Resolve(new RecordPlace { Name = "Salem" }, null, Region.Default).Municipality);

    [Fact]
    public void An_address_abroad_is_not_looked_up_at_home()
    {
        Assert.Null(Resolve(new Address { City = "Kil", Country = "IE" }, new Organizer { City = "Karlstad" }).Municipality);
        Assert.Equal("1715", Resolve(new Address { City = "Kil", Country = "se" }).Municipality);
    }

    [Fact]
    public void The_county_decides_between_towns_of_one_name()
    {
        var region = Region.Default with { Gazetteer = new Gazetteer([new("Råda", new(60.01, 13.6), "1783"), new("Råda", new(58.5, 13.1), "1494")]) };
        string? Code(string? county) => PlaceResolver.Resolve(new RecordPlace { Address = new Address { City = "Råda", Region = county } }, null, region).Municipality;
        Assert.Equal("1783", Code("Värmland"));
        Assert.Equal("1494", Code("Västra Götalands län"));
        Assert.Null(Code(null));
    }

    [Fact]
    public void The_organizer_speaks_only_when_nothing_is_known_of_the_place()
    {
        var organizer = new Organizer { City = "Arvika" };
        var unknown = PlaceResolver.Resolve(null, organizer, Region.Default);
        Assert.Equal(("1784", MunicipalityHow.Organizer), (unknown.Municipality, unknown.MunicipalityHow));
        Assert.Equal("1780", Resolve(new Address { City = "Karlstad" }, organizer).Municipality);
        var atSea = new RecordPlace { Latitude = 58.0, Longitude = 11.0 };
        Assert.Null(PlaceResolver.Resolve(atSea, organizer, RealRegion.Whole).Municipality);
    }

    [Fact]
    public void Without_boundaries_the_nearest_place_within_15_km_decides()
    {
        var near = Resolve(59.65, 12.5, region: Region.Default);
        Assert.Equal(("1784", MunicipalityHow.NearestPlace), (near.Municipality, near.MunicipalityHow));
        Assert.Null(Resolve(57.7, 12.0, region: Region.Default).Municipality);
    }

    [Fact]
    public void Visit_Swedens_points_in_Varmland_find_their_municipalities()
    {
        var points = RealRegion.Read("mixed/visitsweden/visitsweden_A.json").EnumerateArray()
            .Where(row => row.TryGetProperty("latitude", out var latitude) && latitude.ValueKind == System.Text.Json.JsonValueKind.Number)
            .Select(row => (Latitude: row.GetProperty("latitude").GetDouble(), Longitude: row.GetProperty("longitude").GetDouble())).ToList();
        var resolved = points.Select(p => Resolve(p.Latitude, p.Longitude)).ToList();
        var varmland = resolved.Where(r => r.Municipality?.StartsWith("17", StringComparison.Ordinal) == true).ToList();
        Assert.InRange(varmland.Count, 1600, 1800);
        Assert.Equal(10, varmland.Select(r => r.Municipality).Distinct().Count());
        Assert.True(resolved.Count(r => r.Municipality is not null) > 0.97 * points.Count, $"{resolved.Count(r => r.Municipality is null)} of {points.Count} without");

        // The bundled gazetteer alone agrees with the boundaries nearly always.
        var byPlace = points.Zip(resolved).Where(p => p.Second.Municipality?.StartsWith("17", StringComparison.Ordinal) == true)
            .Select(p => Resolve(p.First.Latitude, p.First.Longitude, region: Region.Default).Municipality == p.Second.Municipality).ToList();
        Assert.True(byPlace.Count(same => same) > 0.85 * byPlace.Count, $"{byPlace.Count(same => same)} of {byPlace.Count} alike");
    }
}
