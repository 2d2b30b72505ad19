namespace Besoksnaring.Vocabularies.Places;

/// <summary>Where something is, and how that was found out.</summary>
public sealed record ResolvedPlace
{
    public static ResolvedPlace Nowhere { get; } = new();

    /// <summary>Null: the provider gave no usable position.</summary>
    public GeoPoint? Point { get; init; }

    /// <summary>A word of <see cref="Places.PointHow"/>; null without a point.</summary>
    public string? PointHow { get; init; }

    /// <summary>Why what was given is no position, for a person; null when nothing was wrong.</summary>
    public string? PointProblem { get; init; }

    /// <summary>SCB code; null: not found, or not in Sweden.</summary>
    public string? Municipality { get; init; }

    /// <summary>A word of <see cref="Places.MunicipalityHow"/>; null without a municipality.</summary>
    public string? MunicipalityHow { get; init; }
}

/// <summary>How a point came about.</summary>
public static class PointHow
{
    /// <summary>As the provider gave it.</summary>
    public const string Given = "given";

    /// <summary>Latitude and longitude had changed places.</summary>
    public const string Swapped = "swapped";

    /// <summary>Given in SWEREF 99 TM metres and converted.</summary>
    public const string Sweref99Tm = "sweref99tm";

    /// <summary>Given in SWEREF 99 TM metres, east before north.</summary>
    public const string Sweref99TmSwapped = "sweref99tm-swapped";
}

/// <summary>How a municipality was found, the surest first.</summary>
public static class MunicipalityHow
{
    /// <summary>The point lies within its boundary.</summary>
    public const string Boundary = "boundary";

    /// <summary>The point lies in no municipality, and this one's boundary is nearest, within 3 km.</summary>
    public const string BoundaryNear = "boundary-near";

    /// <summary>The address names it, or its code.</summary>
    public const string MunicipalityName = "municipality-name";

    /// <summary>The address names a place in it.</summary>
    public const string PlaceName = "place-name";

    /// <summary>No boundaries are configured; the place nearest to the point, within 15 km, lies in it.</summary>
    public const string NearestPlace = "nearest-place";

    /// <summary>Nothing is known of the place, and the organizer is at home there.</summary>
    public const string Organizer = "organizer";
}
