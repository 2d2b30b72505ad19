using System.Globalization;
using System.Text.Json.Nodes;

namespace Besoksnaring.Api.Queries;

/// <summary>WGS 84, degrees.</summary>
readonly record struct GeoPosition(double Latitude, double Longitude);

/// <summary>A point as people write it: <c>latitude,longitude</c>.</summary>
sealed class PointParameter(string name, string description, string example) : QueryParameter<GeoPosition?>(name, description, example)
{
    public override GeoPosition? Absent => null;

    public override JsonObject Schema(Known known) => new() { ["type"] = "string", ["pattern"] = "^-?[0-9.]+,-?[0-9.]+$" };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out GeoPosition? value, out string canonical)
    {
        (value, canonical) = (null, "");
        if (Numbers.Of(given[0]) is not [var latitude, var longitude])
        {
            return Invalid(given[0], $"'{Name}' must be a latitude and a longitude in degrees with a comma between them.", [$"latitude,longitude, such as {Example}"]);
        }
        if (Math.Abs(latitude) > 90 || Math.Abs(longitude) > 180)
        {
            return Invalid(given[0], $"'{Name}' is nowhere on earth: the latitude comes first.", ["latitude -90 to 90, longitude -180 to 180"]);
        }
        value = new GeoPosition(latitude, longitude);
        canonical = Numbers.Write(latitude, longitude);
        return null;
    }
}

/// <summary>A distance in kilometres.</summary>
sealed class KilometresParameter(string name, string description, double most, double absent)
    : QueryParameter<double>(name, description, absent.ToString(CultureInfo.InvariantCulture))
{
    public override double Absent { get; } = absent;

    public override JsonObject Schema(Known known) => new() { ["type"] = "number", ["exclusiveMinimum"] = 0, ["maximum"] = most, ["default"] = Absent };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out double value, out string canonical)
    {
        (value, canonical) = (0, "");
        if (Numbers.Of(given[0]) is not [> 0 and var kilometres] || kilometres > most)
        {
            return Invalid(given[0], $"'{Name}' must be a number of kilometres above 0 and at most {most:0}.", [string.Create(CultureInfo.InvariantCulture, $"above 0, at most {most:0}")]);
        }
        value = kilometres;
        canonical = Numbers.Write(kilometres);
        return null;
    }
}

/// <param name="West">Degrees, and so are the others.</param>
sealed record GeoBox(double West, double South, double East, double North);

/// <summary>A box in GeoJSON's order: <c>west,south,east,north</c>.</summary>
sealed class BoxParameter(string name, string description, string example) : QueryParameter<GeoBox?>(name, description, example)
{
    public override GeoBox? Absent => null;

    public override JsonObject Schema(Known known) => new() { ["type"] = "string", ["pattern"] = "^(-?[0-9.]+,){3}-?[0-9.]+$" };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out GeoBox? value, out string canonical)
    {
        (value, canonical) = (null, "");
        if (Numbers.Of(given[0]) is not [var west, var south, var east, var north])
        {
            return Invalid(given[0], $"'{Name}' must be four numbers: west,south,east,north.", [$"west,south,east,north, such as {Example}"]);
        }
        if (Math.Abs(south) > 90 || Math.Abs(north) > 90 || Math.Abs(west) > 180 || Math.Abs(east) > 180)
        {
            return Invalid(given[0], $"'{Name}' reaches beyond the earth: the order is west,south,east,north.", ["longitudes -180 to 180, latitudes -90 to 90"]);
        }
        if (west >= east || south >= north)
        {
            return Invalid(given[0], $"'{Name}' has no inside: west must be less than east, and south less than north.", ["west < east, south < north"]);
        }
        value = new GeoBox(west, south, east, north);
        canonical = Numbers.Write(west, south, east, north);
        return null;
    }
}

static class Numbers
{
    /// <returns>What <see cref="Of"/> reads: no exponents.</returns>
    public static string Write(params double[] numbers) =>
        string.Join(',', numbers.Select(number => number.ToString("0.###############", CultureInfo.InvariantCulture)));

    /// <returns>The numbers with commas between them, or null when one of them is none.</returns>
    public static double[]? Of(string text)
    {
        var parts = text.Split(',');
        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i].Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
            {
                return null;
            }
        }
        return numbers;
    }
}
