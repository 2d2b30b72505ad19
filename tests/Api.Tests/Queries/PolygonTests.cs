using System.Globalization;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Api.Tests.Events;
using CsCheck;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;

namespace Besoksnaring.Api.Tests.Queries;

/// <summary>Areas: what is inside by NetTopologySuite, one point at a time, is what is found; what is no area is refused in words.</summary>
public sealed class PolygonTests(ServedCatalogue catalogue)
{
    static readonly Gen<string> Areas = Gen.Select(Gen.Double[13.2, 13.8], Gen.Double[59.3, 59.6], Gen.Double[0.02, 0.5], Gen.Double[0.05, 0.9].Array[3, 12], Gen.Bool)
        .Select((x, y, size, spokes, hole) => Star(x, y, size, spokes, hole));

    [Fact]
    public async Task What_is_inside_is_found_and_nothing_else()
    {
        await using var events = await EventCatalogue.StartAsync(catalogue, RandomEvents.Make(130, seed: 11));
        var reader = new WKTReader();
        var found = 0;
        await Areas.SampleAsync(
            async wkt =>
            {
                var area = reader.Read(wkt);
                var expected = events.Happenings.Where(h => h.At is { } at && area.Intersects(new Point(at.Longitude, at.Latitude))).Select(h => h.Listing).Distinct().Order(StringComparer.Ordinal);
                var query = $"polygon={Uri.EscapeDataString(wkt)}&limit=100";
                var listings = Ids(await events.GetAsync("/api/v1/listings?" + query), "listings");
                Assert.Equal(expected, listings);
                Assert.Equal(expected, Ids(await events.GetAsync("/api/v1/events?ended=true&from=2026-01-01&to=2028-01-01&" + query), "events"));
                Interlocked.Add(ref found, listings.Count);
            },
            iter: 60, threads: 2);
        Assert.True(found > 200, $"Only {found} were found.");
    }

    [Theory]
    [InlineData("POLYGON((13 59,14 59,14 60,13 60))", "closed")]
    [InlineData("POLYGON((13 59,13 59))", "closed")]
    [InlineData("POLYGON((13 59,14 60,14 59,13 60,13 59))", "not an area")]
    [InlineData("POLYGON((13 59,14 59,14 60,13 59),(1 1,2 1,2 2,1 1))", "not an area")]
    [InlineData("POLYGON((13 59,13 59,13 59,13 59))", "not an area")]
    [InlineData("MULTIPOLYGON(((13 59,14 59,14 60,13 59)),((13 59,14 59,14 60,13 59)))", "not an area")]
    [InlineData("POLYGON((59 113,59 114,60 114,59 113))", "longitude comes first")]
    [InlineData("POLYGON((59.2 13.2,59.6 13.2,59.6 13.8,59.2 13.2))", "longitude comes first")]
    [InlineData("POLYGON((13 59,14 59,14 60,13 59)) POLYGON", "well-known text")]
    [InlineData("POLYGON((13 59 1,14 59 1,14 60 1,13 59 1))", "well-known text")]
    [InlineData("POLYGON((13 59,14 59,14 1e400,13 59))", "well-known text")]
    [InlineData("POLYGON EMPTY", "well-known text")]
    [InlineData("POLYGON", "well-known text")]
    [InlineData("POLYGON(((((((((((((((((((", "well-known text")]
    [InlineData("POINT(13 59)", "well-known text")]
    public async Task What_is_no_area_is_refused_in_words(string wkt, string said)
    {
        foreach (var resource in new[] { "listings", "events" })
        {
            var problem = await catalogue.ProblemAsync($"/api/v1/{resource}?polygon={Uri.EscapeDataString(wkt)}", 400, "invalid-value");
            Assert.Equal("polygon", (string)problem["parameter"]!);
            Assert.Contains(said, (string)problem["detail"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_thousand_points_are_read_and_one_more_is_not()
    {
        foreach (var (points, isRead) in new[] { (PolygonParameter.MostPoints, true), (PolygonParameter.MostPoints + 1, false) })
        {
            var ring = Enumerable.Range(0, points - 1).Select(i => 2 * Math.PI * i / (points - 1)).Select(a => FormattableString.Invariant($"{13.5 + Math.Cos(a):0.######} {59.4 + Math.Sin(a):0.######}")).ToList();
            var text = new PolygonText($"POLYGON(({string.Join(',', [.. ring, ring[0]])}))", PolygonParameter.MostPoints);
            Assert.Equal(isRead, text.Read() is not null);
            Assert.Equal(!isRead, text.IsTooLong);
        }
    }

    [Fact]
    public async Task The_address_is_written_back_in_one_way()
    {
        var list = await catalogue.GetAsync("/api/v1/listings?polygon=" + Uri.EscapeDataString(" polygon ( ( 13.50 59.38 , 13.51 59.38, 13.51 59.39 ,\n13.5 59.38 ) ) "));
        Assert.EndsWith("?polygon=" + Uri.EscapeDataString("POLYGON((13.5 59.38,13.51 59.38,13.51 59.39,13.5 59.38))").Replace("%2C", ",", StringComparison.Ordinal), (string)list["_links"]!["self"]!["href"]!, StringComparison.Ordinal);
    }

    static List<string> Ids(JsonObject list, string plural)
    {
        Assert.True((int)list["_meta"]!["totalCount"]! <= 100);
        return [.. list[plural]!.AsArray().Select(row => (string)row!["id"]!).Order(StringComparer.Ordinal)];
    }

    /// <returns>Never crossing itself: each point is farther round than the last.</returns>
    static string Star(double x, double y, double size, double[] spokes, bool hole)
    {
        var ring = Ring(spokes.Select(length => size * (0.1 + length)));
        return hole ? $"MULTIPOLYGON(({ring},{Ring(spokes.Select(length => size * 0.1 * length))}))" : $"POLYGON({ring})";

        string Ring(IEnumerable<double> lengths)
        {
            var points = lengths.Select((length, i) => 2 * Math.PI * i / spokes.Length is var angle
                ? string.Create(CultureInfo.InvariantCulture, $"{x + length * Math.Cos(angle):0.######} {y + length * Math.Sin(angle) / 2:0.######}") : "").ToList();
            return $"({string.Join(',', points)},{points[0]})";
        }
    }
}
