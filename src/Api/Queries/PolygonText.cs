using System.Buffers;
using System.Globalization;
using NetTopologySuite.Geometries;

namespace Besoksnaring.Api.Queries;

/// <summary>Reads well-known text: <c>POLYGON((lon lat, …), (hole))</c> or <c>MULTIPOLYGON(((…)), …)</c>. Only its form; whether it is an area is for others to say.</summary>
sealed class PolygonText(string text, int mostPoints)
{
    static readonly SearchValues<char> Ends = SearchValues.Create(" ,()\t\r\n");

    int at;
    int points;

    /// <summary>There are more points than may be read; what is beyond was not looked at.</summary>
    public bool IsTooLong => points > mostPoints;

    /// <returns>Polygons, each with its outer ring first; null for what is not of this form.</returns>
    public List<List<List<Coordinate>>>? Read()
    {
        var polygons = Takes("MULTIPOLYGON") ? List(Polygon) : Takes("POLYGON") && Polygon() is { } one ? [one] : null;
        Takes("");
        return at == text.Length ? polygons : null;
    }

    List<List<Coordinate>>? Polygon() => List(() => List(Point));

    /// <returns>What stands between parentheses, with commas between; null when any of it is wrong.</returns>
    List<T>? List<T>(Func<T?> read)
        where T : class
    {
        if (!Takes("("))
        {
            return null;
        }
        var items = new List<T>();
        do
        {
            if (read() is not { } item)
            {
                return null;
            }
            items.Add(item);
        }
        while (Takes(","));
        return Takes(")") ? items : null;
    }

    Coordinate? Point() => ++points <= mostPoints && Number() is { } x && Number() is { } y ? new(x, y) : null;

    double? Number()
    {
        Takes("");
        var length = text.AsSpan(at).IndexOfAny(Ends);
        var number = text.AsSpan(at, length < 0 ? text.Length - at : length);
        at += number.Length;
        return double.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
    }

    /// <summary>White space means nothing; case neither.</summary>
    bool Takes(string expected)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n')
        {
            at++;
        }
        if (string.Compare(text, at, expected, 0, expected.Length, StringComparison.OrdinalIgnoreCase) != 0)
        {
            return false;
        }
        at += expected.Length;
        return true;
    }
}
