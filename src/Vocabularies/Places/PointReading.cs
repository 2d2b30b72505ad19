namespace Besoksnaring.Vocabularies.Places;

/// <summary>
/// Reads the two numbers of a provider as a position. A number is mended only where the mended pair is plausible and the
/// given one is not: what lies abroad by its own word is left as it is.
/// </summary>
static class PointReading
{
    /// <summary>Where our providers' axes are put right: the Nordic countries and their waters. Swapped, nothing in it stays in it.</summary>
    static readonly string[] Nordic = ["SE", "NO", "DK", "FI", "AX"];

    public static (GeoPoint? Point, string? How, string? Problem) Read(double? first, double? second, string? country)
    {
        if (first is null && second is null)
        {
            return default;
        }
        if (first is not { } latitude || second is not { } longitude || !double.IsFinite(latitude) || !double.IsFinite(longitude))
        {
            return Problem("only one coordinate is given");
        }
        if (latitude == 0 || longitude == 0)
        {
            return Problem("a coordinate of exactly 0 is a missing one");
        }
        // Who says nothing of the country is taken to speak of ours.
        var mayBeNordic = string.IsNullOrWhiteSpace(country) || Nordic.Contains(country.Trim(), StringComparer.OrdinalIgnoreCase);
        if (mayBeNordic && IsNordic(longitude, latitude))
        {
            return (new GeoPoint(longitude, latitude), PointHow.Swapped, null);
        }
        if (Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180)
        {
            return (new GeoPoint(latitude, longitude), PointHow.Given, null);
        }
        if (mayBeNordic && Sweref99Tm.IsPlausible(latitude, longitude))
        {
            return (Sweref99Tm.ToDegrees(latitude, longitude), PointHow.Sweref99Tm, null);
        }
        if (mayBeNordic && Sweref99Tm.IsPlausible(longitude, latitude))
        {
            return (Sweref99Tm.ToDegrees(longitude, latitude), PointHow.Sweref99TmSwapped, null);
        }
        return Problem(FormattableString.Invariant($"{latitude}, {longitude} is neither degrees nor SWEREF 99 TM"));
    }

    static bool IsNordic(double latitude, double longitude) =>
        latitude is >= 54 and <= 72 && longitude is >= 4 and <= 32;

    static (GeoPoint?, string?, string?) Problem(string problem) => (null, null, problem);
}
