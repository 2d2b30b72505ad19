using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Vocabularies.Places;

/// <summary>Finds the position and the municipality of what a provider says, and how. Pure.</summary>
public static class PlaceResolver
{
    /// <summary>How far a simplified coast is off its islands and piers.</summary>
    const double NearBoundaryKm = 3;

    const double NearestPlaceKm = 15;

    public static ResolvedPlace Resolve(RecordPlace? place, Organizer? organizer, Region region)
    {
        var (point, how, problem) = PointReading.Read(place?.Latitude, place?.Longitude, place?.Address?.Country);
        if (point is { } given && IsOutsideSweden(given) && NamedAsSwedish(place, region) is { } named)
        {
            // Säffle's beaches do not lie in the Mediterranean: the number is wrong, not the name.
            (point, how, problem) = (null, null, FormattableString.Invariant($"{given.Latitude}, {given.Longitude} is not in Sweden, and {named.Name} is"));
        }
        var (municipality, foundBy) = FindMunicipality(point, place, organizer, region);
        return new ResolvedPlace
        {
            Point = point,
            PointHow = how,
            PointProblem = problem,
            Municipality = municipality,
            MunicipalityHow = foundBy,
        };
    }

    static (string? Code, string? How) FindMunicipality(GeoPoint? point, RecordPlace? place, Organizer? organizer, Region region)
    {
        if (IsAbroad(point, place?.Address?.Country))
        {
            return default;
        }
        if (point is { } at && region.Boundaries is { } boundaries)
        {
            if (boundaries.At(at.Latitude, at.Longitude) is { } within)
            {
                return (within, MunicipalityHow.Boundary);
            }
            if (boundaries.Near(at.Latitude, at.Longitude, NearBoundaryKm) is { } near)
            {
                return (near, MunicipalityHow.BoundaryNear);
            }
        }
        var named = AddressReading.Find(place, region);
        if (named.Code is not null)
        {
            return named;
        }
        if (point is { } here)
        {
            // The organizer's home says nothing of a point that lies elsewhere.
            return region.Boundaries is null && region.Gazetteer.Nearest(here.Latitude, here.Longitude, NearestPlaceKm) is { } nearest
                ? (nearest.Municipality, MunicipalityHow.NearestPlace)
                : default;
        }
        return AddressReading.Find(organizer, region) is { } home ? (home, MunicipalityHow.Organizer) : default;
    }

    /// <summary>The municipality that the address names as such; null when it states a country that is not ours.</summary>
    static Municipality? NamedAsSwedish(RecordPlace? place, Region region) =>
        IsForeign(place?.Address?.Country) ? null : region.Municipalities.Find(place?.Address?.Municipality);

    /// <summary>A village in Ireland may be called as one in Värmland: what is abroad is looked up nowhere.</summary>
    public static bool IsAbroad(GeoPoint? point, string? country) =>
        IsForeign(country) || string.IsNullOrWhiteSpace(country) && point is { } at && IsOutsideSweden(at);

    static bool IsForeign(string? country) =>
        !string.IsNullOrWhiteSpace(country) && !country.Trim().Equals("SE", StringComparison.OrdinalIgnoreCase);

    static bool IsOutsideSweden(GeoPoint at) => at.Latitude is < 55 or > 69.5 || at.Longitude is < 10.5 or > 24.5;
}
