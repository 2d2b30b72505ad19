namespace Besoksnaring.Vocabularies.Places;

/// <summary>
/// SWEREF 99 TM (EPSG:3006) to degrees, by Lantmäteriet's published Gauss-Krüger formulas on GRS 80. SWEREF 99 and
/// WGS 84 differ by less than a metre, which no listing notices.
/// </summary>
static class Sweref99Tm
{
    const double SemiMajorAxis = 6378137.0;
    const double Flattening = 1 / 298.257222101;
    const double CentralMeridian = 15 * Math.PI / 180;
    const double Scale = 0.9996;
    const double FalseEasting = 500_000;

    const double E2 = Flattening * (2 - Flattening);
    const double N = Flattening / (2 - Flattening);
    const double RoofRadius = SemiMajorAxis / (1 + N) * (1 + N * N / 4 + N * N * N * N / 64);

    const double Delta1 = N / 2 - 2 * N * N / 3 + 37 * N * N * N / 96 - N * N * N * N / 360;
    const double Delta2 = N * N / 48 + N * N * N / 15 - 437 * N * N * N * N / 1440;
    const double Delta3 = 17 * N * N * N / 480 - 37 * N * N * N * N / 840;
    const double Delta4 = 4397 * N * N * N * N / 161280;

    const double A = E2 + E2 * E2 + E2 * E2 * E2 + E2 * E2 * E2 * E2;
    const double B = -(7 * E2 * E2 + 17 * E2 * E2 * E2 + 30 * E2 * E2 * E2 * E2) / 6;
    const double C = (224 * E2 * E2 * E2 + 889 * E2 * E2 * E2 * E2) / 120;
    const double D = -(4279 * E2 * E2 * E2 * E2) / 1260;

    /// <returns>Whether the pair can be metres north and east in Sweden or beside it.</returns>
    public static bool IsPlausible(double north, double east) =>
        north is >= 6_090_000 and <= 7_690_000 && east is >= 250_000 and <= 950_000;

    public static GeoPoint ToDegrees(double north, double east)
    {
        var xi = north / (Scale * RoofRadius);
        var eta = (east - FalseEasting) / (Scale * RoofRadius);
        var xiPrim = xi
            - Delta1 * Math.Sin(2 * xi) * Math.Cosh(2 * eta)
            - Delta2 * Math.Sin(4 * xi) * Math.Cosh(4 * eta)
            - Delta3 * Math.Sin(6 * xi) * Math.Cosh(6 * eta)
            - Delta4 * Math.Sin(8 * xi) * Math.Cosh(8 * eta);
        var etaPrim = eta
            - Delta1 * Math.Cos(2 * xi) * Math.Sinh(2 * eta)
            - Delta2 * Math.Cos(4 * xi) * Math.Sinh(4 * eta)
            - Delta3 * Math.Cos(6 * xi) * Math.Sinh(6 * eta)
            - Delta4 * Math.Cos(8 * xi) * Math.Sinh(8 * eta);
        var phi = Math.Asin(Math.Sin(xiPrim) / Math.Cosh(etaPrim));
        var lambda = Math.Atan(Math.Sinh(etaPrim) / Math.Cos(xiPrim));
        var sin2 = Math.Sin(phi) * Math.Sin(phi);
        var latitude = phi + Math.Sin(phi) * Math.Cos(phi) * (A + B * sin2 + C * sin2 * sin2 + D * sin2 * sin2 * sin2);
        return new GeoPoint(latitude * 180 / Math.PI, (CentralMeridian + lambda) * 180 / Math.PI);
    }
}
