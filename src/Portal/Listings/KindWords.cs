using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Portal.Listings;

/// <summary>The kinds in words.</summary>
static class KindWords
{
    public static IReadOnlyList<(ListingKind Kind, string Swedish, string English)> All { get; } =
    [
        (ListingKind.Accommodation, "Boende", "Accommodation"), (ListingKind.Activity, "Aktivitet", "Activity"), (ListingKind.Attraction, "Sevärdhet", "Attraction"),
        (ListingKind.Event, "Evenemang", "Event"), (ListingKind.Food, "Mat och dryck", "Food and drink"), (ListingKind.Trail, "Led", "Trail"),
        (ListingKind.Place, "Plats", "Place"), (ListingKind.Service, "Service", "Service"),
    ];

    /// <param name="kind">As the catalogue writes it: <c>event</c>.</param>
    public static (string Swedish, string English) Of(string kind) =>
        All.Where(one => string.Equals(one.Kind.ToString(), kind, StringComparison.OrdinalIgnoreCase)).Select(one => (one.Swedish, one.English)).FirstOrDefault((kind, kind));
}
