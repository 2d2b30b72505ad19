namespace Besoksnaring.Vocabularies.Places;

/// <summary>A position in WGS 84, degrees.</summary>
public readonly record struct GeoPoint(double Latitude, double Longitude)
{
    const double EarthRadiusKm = 6371.0088;

    /// <summary>Along the great circle; the Earth taken as a sphere (off by at most 0.6 %).</summary>
    public double KilometresTo(GeoPoint other)
    {
        var latitudes = Radians(other.Latitude - Latitude) / 2;
        var longitudes = Radians(other.Longitude - Longitude) / 2;
        var h = Square(Math.Sin(latitudes))
            + Math.Cos(Radians(Latitude)) * Math.Cos(Radians(other.Latitude)) * Square(Math.Sin(longitudes));
        return 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    static double Radians(double degrees) => degrees * Math.PI / 180;

    static double Square(double value) => value * value;
}
