using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Filters;

/// <summary>The grid by which <c>catalog.event_day</c> finds a neighbourhood: tenths of a degree of latitude by fifths of one of longitude.</summary>
static class GridCells
{
    /// <summary>What spreads over more is most of what there is: to read that in order is quicker than to gather it.</summary>
    const int Most = 500;

    /// <returns>The cells that cover the box; null when they are too many to be worth asking for.</returns>
    public static int[]? Of(GeoBox box)
    {
        var (south, north, west, east) = (Row(box.South), Row(box.North), Column(box.West), Column(box.East));
        return (north - south + 1) * (east - west + 1) > Most
            ? null
            : [.. Enumerable.Range(south, north - south + 1).SelectMany(row => Enumerable.Range(west, east - west + 1).Select(column => row * 2000 + column))];
    }

    static int Row(double latitude) => (int)Math.Floor(latitude * 10) + 900;

    static int Column(double longitude) => (int)Math.Floor(longitude * 5) + 900;
}
