using System.Globalization;
using Besoksnaring.Testing;
using Besoksnaring.Vocabularies.Places;
using CsCheck;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;

namespace Besoksnaring.Vocabularies.Tests.Places;

public class Sweref99TmTests(PostgresFixture postgres)
{
    const string Sql = """
        select ST_Y(p), ST_X(p)
        from (select ST_Transform(ST_SetSRID(ST_MakePoint(east, north), 3006), 4326) p, i
              from unnest($1::float8[], $2::float8[]) with ordinality as given(north, east, i)) t
        order by i
        """;

    [Fact]
    public async Task It_agrees_with_PostGIS_to_a_millimetre_all_over_Sweden()
    {
        await using var database = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync("sweref"));
        var metres = Gen.Select(Gen.Double[6_090_000, 7_690_000], Gen.Double[250_000, 950_000]).Array[200];
        await metres.SampleAsync(async given =>
        {
            await using var command = database.CreateCommand(Sql);
            command.Parameters.Add(new NpgsqlParameter<double[]> { TypedValue = [.. given.Select(p => p.Item1)] });
            command.Parameters.Add(new NpgsqlParameter<double[]> { TypedValue = [.. given.Select(p => p.Item2)] });
            await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            foreach (var (north, east) in given)
            {
                await rows.ReadAsync(TestContext.Current.CancellationToken);
                var theirs = new GeoPoint(rows.GetDouble(0), rows.GetDouble(1));
                var metresOff = Sweref99Tm.ToDegrees(north, east).KilometresTo(theirs) * 1000;
                Assert.True(metresOff < 0.001, $"{north} {east}: {metresOff} m off");
            }
        }, iter: 50, threads: 1);
    }

    [Fact]
    public void Lantmateriets_own_control_point_comes_out()
    {
        // "Kontrollpunkter": N 6 097 106.672, E 356 083.438 is 55°00' N, 12°45' E.
        var point = Sweref99Tm.ToDegrees(6_097_106.672, 356_083.438);
        Assert.Equal(55.0, point.Latitude, 7);
        Assert.Equal(12.75, point.Longitude, 7);
    }

    [Fact]
    public void Real_reserves_in_metres_lie_where_their_degrees_say()
    {
        var reader = new WKTReader();
        var count = 0;
        foreach (var line in File.ReadLines(SharedData.PathOf("activities/reserves/nv_missing_wikidata.csv")).Skip(1))
        {
            var quote = line.IndexOf('"', StringComparison.Ordinal);
            var cells = line[..quote].Split(',');
            var (latitude, longitude) = (double.Parse(cells[^3], CultureInfo.InvariantCulture), double.Parse(cells[^2], CultureInfo.InvariantCulture));
            var border = new Envelope();
            foreach (var corner in reader.Read(line[quote..].Trim('"', '\r')).Coordinates.Select(metres => Sweref99Tm.ToDegrees(metres.Y, metres.X)))
            {
                border.ExpandToInclude(corner.Longitude, corner.Latitude);
            }
            Assert.True(border.Contains(longitude, latitude), $"{cells[1]}: {latitude}, {longitude} is not in {border}");
            count++;
        }
        Assert.Equal(136, count);
    }
}
