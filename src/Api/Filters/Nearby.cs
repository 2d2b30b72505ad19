using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Filters;

/// <summary>
/// Distances over the ground in plain arithmetic, from WGS 84's radii of curvature at the point asked about: within a thousandth up to the
/// 200 km that can be asked for. PostGIS's own reckon to the millimetre and are priced for that: with one of them in it the planner reads a whole
/// neighbourhood and sorts it, ten times as long as reading the list in order and stopping after a page.
/// </summary>
static class Nearby
{
    const double EquatorMetres = 6_378_137;
    const double EccentricitySquared = 0.00669437999014;

    /// <returns>Squared metres from <paramref name="centre"/>.</returns>
    /// <param name="alias">Of what has <c>latitude</c> and <c>longitude</c>.</param>
    public static string SquaredMetres(Statement statement, GeoPosition centre, string alias)
    {
        var (north, east) = MetresPerDegree(centre.Latitude);
        var (latitude, longitude) = (statement.Given(centre.Latitude), statement.Given(centre.Longitude));
        var (x, y) = ($"{alias}.longitude", $"{alias}.latitude");
        // The shorter way around the globe.
        var degrees = $"least(abs({x} - {longitude}), 360 - abs({x} - {longitude}))";
        return $"(power({statement.Given(north)} * ({y} - {latitude}), 2) + power({statement.Given(east)} * cos(radians(({y} + {latitude}) / 2)) * {degrees}, 2))";
    }

    /// <returns>A box that holds everything within that many metres.</returns>
    public static GeoBox Around(GeoPosition centre, double metres)
    {
        var (north, east) = MetresPerDegree(centre.Latitude);
        const double room = 1.01;
        var degrees = metres / north * room;
        var (south, top) = (Math.Max(-90, centre.Latitude - degrees), Math.Min(90, centre.Latitude + degrees));
        var widest = metres / (east * Math.Cos(Math.Max(Math.Abs(south), Math.Abs(top)) * Math.PI / 180)) * room;
        // Over a pole or the date line: any longitude.
        return centre.Longitude - widest >= -180 && centre.Longitude + widest <= 180
            ? new GeoBox(centre.Longitude - widest, south, centre.Longitude + widest, top)
            : new GeoBox(-180, south, 180, top);
    }

    /// <returns>Whether something is in the box; an index on its cell or its degrees serves it.</returns>
    /// <param name="inCells">What is asked has a <c>cell</c>.</param>
    public static string IsIn(Statement statement, GeoBox box, string alias, bool inCells)
    {
        var degrees = $"{alias}.latitude between {statement.Given(box.South)} and {statement.Given(box.North)} and {alias}.longitude between {statement.Given(box.West)} and {statement.Given(box.East)}";
        // Most of what the cells hold is in the box: said plainly, the planner would count it twice.
        return inCells && GridCells.Of(box) is { } cells ? $"{alias}.cell = any({statement.Given(cells)}) and ({degrees})::integer <> 0" : degrees;
    }

    /// <returns>Metres of a degree of latitude; and of longitude, were it at the equator.</returns>
    static (double North, double East) MetresPerDegree(double latitude)
    {
        var sine = Math.Sin(latitude * Math.PI / 180);
        var w = 1 - EccentricitySquared * sine * sine;
        return (EquatorMetres * (1 - EccentricitySquared) / Math.Pow(w, 1.5) * Math.PI / 180, EquatorMetres / Math.Sqrt(w) * Math.PI / 180);
    }
}
