using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Vocabularies.Places;

/// <summary>The municipality that the words of an address name.</summary>
static class AddressReading
{
    public static (string? Code, string? How) Find(RecordPlace? place, Region region)
    {
        if (region.Municipalities.Find(place?.Address?.Municipality) is { } municipality)
        {
            return (municipality.Code, MunicipalityHow.MunicipalityName);
        }
        var county = region.Municipalities.CountyCode(place?.Address?.Region);
        foreach (var name in TownsIn(place))
        {
            if (FindTown(name, county, region) is { } code)
            {
                return (code, MunicipalityHow.PlaceName);
            }
        }
        return default;
    }

    public static string? Find(Organizer? organizer, Region region) =>
        region.Municipalities.Find(organizer?.Municipality)?.Code ?? FindTown(organizer?.City, null, region);

    /// <summary>The town as given; then what stands last in a line, for some give a whole address in one.</summary>
    static IEnumerable<string> TownsIn(RecordPlace? place)
    {
        var towns = new[] { place?.Address?.City, place?.Address?.Municipality }.OfType<string>().SelectMany(text => Parts(text).Prepend(text));
        // A venue may itself be called Berg or Salem: only what follows a comma is taken for a town.
        var lines = new[] { place?.Address?.Street, place?.Name }.OfType<string>().Select(Parts).Where(parts => parts.Length > 1).Select(parts => parts[0]);
        return towns.Concat(lines);
    }

    static string[] Parts(string text) => [.. text.Split([',', '\n'], StringSplitOptions.TrimEntries).Reverse()];

    static string? FindTown(string? name, string? county, Region region)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }
        if (region.Gazetteer.Find(name, county) is { } place)
        {
            return place.Municipality;
        }
        // Towns beyond the gazetteer, by the municipality that bears their name.
        var named = region.Municipalities.ByName(Fold.WithoutPostalCode(name));
        return named is not null && (county is null || named.CountyCode == county) ? named.Code : null;
    }
}
