using Besoksnaring.Contracts.Content;
using Besoksnaring.Ingest.Providers;
using Besoksnaring.Vocabularies;
using Besoksnaring.Vocabularies.Places;

namespace Besoksnaring.Ingest.Runs;

/// <summary>What an editor of the mapping wants to know of a reading: words and places that led nowhere, and how many records have them.</summary>
sealed record Notes(IReadOnlyDictionary<string, int> Unmapped, IReadOnlyDictionary<string, int> UnresolvedPlaces)
{
    const int MostKept = 200;

    public static Notes None { get; } = new(new Dictionary<string, int>(), new Dictionary<string, int>());

    public static Notes Of(IEnumerable<ReadItem> items, Region region)
    {
        var contents = items.OfType<ReadItem.Record>().Select(record => record.Content).ToList();
        return new Notes(
            Counted(contents.SelectMany(content => content.UnmappedCategories.Distinct(StringComparer.Ordinal))),
            Counted(contents.Select(content => Unresolved(content, region)).OfType<string>()));
    }

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
