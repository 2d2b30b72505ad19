using Besoksnaring.Api.Filters;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Tests.Catalogue;
using Npgsql;

namespace Besoksnaring.Api.Tests.Filters;

/// <summary>Our distances beside PostGIS's on the ellipsoid.</summary>
public sealed class NearbyTests(ServedCatalogue servers)
{
    [Theory]
    [InlineData(59.38, 13.5)]
    [InlineData(0, 0)]
    [InlineData(-45, 179.9)]
    [InlineData(70, -179.5)]
    public async Task A_distance_is_right_within_a_thousandth_and_the_box_holds_all_of_it(double latitude, double longitude)
    {
        await using var source = NpgsqlDataSource.Create(servers.Owner);
        await using var command = source.CreateCommand();
        var statement = new Statement(command);
        var centre = new GeoPosition(latitude, longitude);
        var box = Nearby.Around(centre, 200_000);
        command.CommandText = $"""
            select sqrt({Nearby.SquaredMetres(statement, centre, "p")}), st_distance(p.point, c.point), {Nearby.IsIn(statement, box, "p")}
            from (select st_makepoint({statement.Given(longitude)}, {statement.Given(latitude)})::geography as point) c
            cross join generate_series(0, 35) direction cross join (values (50.0), (3000), (30000), (199999)) far (metres)
            cross join lateral (select st_project(c.point, far.metres, radians(direction * 10)) as point) projected
            cross join lateral (select projected.point, st_y(projected.point::geometry) as latitude, st_x(projected.point::geometry) as longitude) p
            """;
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var points = 0;
        for (; await reader.ReadAsync(Ct); points++)
        {
            Assert.InRange(reader.GetDouble(0) / reader.GetDouble(1), 0.999, 1.001);
            Assert.True(reader.GetBoolean(2), $"{reader.GetDouble(1)} m from {centre} is outside {box}.");
        }
        Assert.Equal(144, points);
    }
}
