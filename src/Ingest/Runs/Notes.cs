using Besoksnaring.Contracts.Content;
using Besoksnaring.Ingest.Providers;
using Besoksnaring.Vocabularies;
using Besoksnaring.Vocabularies.Places;

namespace Besoksnaring.Ingest.Runs;

/// <summary>What an editor of the mapping wants to know of a reading: words and places that led nowhere, and how many records have them.</summary>
/// <param name="Positions">What was done to positions that were not plain degrees, and why others are none.</param>
sealed record Notes(
    IReadOnlyDictionary<string, int> Unmapped, IReadOnlyDictionary<string, int> UnresolvedPlaces, IReadOnlyDictionary<string, int> Positions)
{
    const int MostKept = 200;

    public static Notes None { get; } = new(new Dictionary<string, int>(), new Dictionary<string, int>(), new Dictionary<string, int>());

    public static Notes Of(IEnumerable<ReadItem> items, Region region)
    {
        var contents = items.OfType<ReadItem.Record>().Select(record => record.Content).ToList();
        return new Notes(
            Counted(contents.SelectMany(content => content.UnmappedCategories.Distinct(StringComparer.Ordinal))),
            Counted(contents.Select(content => Unresolved(content, region)).OfType<string>()),
            Counted(contents.Select(content => Position(PlaceResolver.Resolve(content.Place, content.Organizer, region))).OfType<string>()));
    }

    static string? Position(ResolvedPlace place) => place.PointProblem ?? place.PointHow switch
    {
        PointHow.Swapped => "latitude and longitude were swapped back",
        PointHow.Sweref99Tm => "converted from SWEREF 99 TM",
        PointHow.Sweref99TmSwapped => "converted from SWEREF 99 TM with east before north",
        _ => null,
    };

    /// <returns>What to call a place that belongs to no municipality of the region, or null when it does, is abroad, or there is none.</returns>
    static string? Unresolved(RecordContent content, Region region)
    {
        if (content.Place is not { } place || place.Address?.Country is { } country && !country.Equals("SE", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        var resolved = PlaceResolver.Resolve(place, content.Organizer, region);
        return resolved.Municipality is not null ? null
            : place.Address?.Municipality ?? place.Address?.City ?? place.Name
                ?? (resolved.Point is { } point ? FormattableString.Invariant($"{point.Latitude:0.###}, {point.Longitude:0.###}") : null);
    }

    static Dictionary<string, int> Counted(IEnumerable<string> words) => words
        .CountBy(word => word, StringComparer.Ordinal)
        .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
        .Take(MostKept).ToDictionary();
}
