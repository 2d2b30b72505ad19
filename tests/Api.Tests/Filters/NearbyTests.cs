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
            select sqrt({Nearby.SquaredMetres(statement, centre, "p")}), st_distance(p.point, c.point), {Nearby.IsIn(statement, box, "p", inCells: false)}
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

    [Fact]
    public async Task The_cells_of_a_box_are_those_that_the_catalogue_gives_what_lies_in_it()
    {
        await using var source = NpgsqlDataSource.Create(servers.Owner);
        var reckoned = await source.CreateCommand(
            "select generation_expression from information_schema.columns where table_schema = 'catalog' and table_name = 'occurrence_day' and column_name = 'cell'").ExecuteScalarAsync(Ct) as string;
        foreach (var box in new GeoBox[] { new(11.6, 58.9, 14.7, 61.1), new(-180, -90, -179.7, -89.7), new(179.1, 89.2, 180, 90), new(-0.1, -0.1, 0.1, 0.1), new(13.5, 59.38, 13.5, 59.38) })
        {
            var cells = GridCells.Of(box)!;
            await using var command = source.CreateCommand($"""
                select count(*) from generate_series(0, 40) i cross join generate_series(0, 40) j
                cross join lateral (select $2 + ($4 - $2) * i / 40 as latitude, $3 + ($5 - $3) * j / 40 as longitude) p where not ({reckoned}) = any($1)
                """);
            foreach (object value in new object[] { cells, box.South, box.West, box.North, box.East })
            {
                command.Parameters.Add(new() { Value = value });
            }
            Assert.Equal(0L, await command.ExecuteScalarAsync(Ct));
            Assert.Equal(cells.Length, cells.Distinct().Count());
        }
        Assert.Null(GridCells.Of(new(-180, -90, 180, 90)));
    }
}
