using NetTopologySuite.Geometries;

namespace Besoksnaring.Vocabularies.Places;

static class Around
{
    const double KilometresPerDegree = 111.1;

    /// <returns>A box of degrees that holds everything within that distance (and, at its corners, more).</returns>
    public static Envelope Kilometres(GeoPoint point, double kilometres)
    {
        var north = kilometres / KilometresPerDegree * 1.01;
        // Degrees of longitude shrink towards the pole: the box must be wide enough at its narrowest end.
        var narrowest = Math.Cos(Math.Min(89, Math.Abs(point.Latitude) + north) * Math.PI / 180);
        var east = north / narrowest;
        return new Envelope(point.Longitude - east, point.Longitude + east, point.Latitude - north, point.Latitude + north);
    }
}
