using Besoksnaring.Contracts.Content;
using Besoksnaring.Vocabularies;

namespace Besoksnaring.Api.Shapes.JsonLd;

/// <summary>The schema.org types of a listing: its kind's, or the nearer one that a concept of it names.</summary>
static class SchemaTypes
{
    const string Prefix = "https://schema.org/";

    /// <returns>One, or for an attraction that is something nearer too, both.</returns>
    public static IReadOnlyList<string> Of(ListingFacts listing)
    {
        var general = General(listing.Kind);
        var nearer = listing.Concepts.Select(concept => Nearer(concept.Id, listing.Kind)).FirstOrDefault(type => type is not null);
        return (nearer, listing.Kind) switch
        {
            (null, _) => [general],
            // A museum is no kind of TouristAttraction in schema.org's tree; it can be both.
            (_, ListingKind.Attraction) => [general, nearer],
            _ => [nearer],
        };
    }

    public static bool IsLodging(IReadOnlyList<string> types) => types is ["LodgingBusiness" or "Hotel" or "BedAndBreakfast" or "Hostel" or "Resort" or "Campground"];

    /// <summary>What schema.org calls an organisation too, with an address for mail.</summary>
    public static bool IsBusiness(ListingKind kind) => kind is ListingKind.Accommodation or ListingKind.Food or ListingKind.Service;

    static string General(ListingKind kind) => kind switch
    {
        ListingKind.Event => "Event",
        ListingKind.Accommodation => "LodgingBusiness",
        ListingKind.Food => "FoodEstablishment",
        ListingKind.Service => "LocalBusiness",
        ListingKind.Place => "Place",
        // "In principle any thing can be a TouristAttraction": schema.org has no nearer word for a trail or a thing to do.
        _ => "TouristAttraction",
    };

    /// <returns>What the concept, or the one above it, is in schema.org; null when neither is said, or it is for another kind of listing.</returns>
    static string? Nearer(string id, ListingKind kind)
    {
        var taxonomy = Taxonomy.Default;
        var concept = taxonomy.Contains(id) ? taxonomy[id] : null;
        if (concept is null || concept.Kind != kind)
        {
            return null;
        }
        var same = concept.SameAs ?? (concept.Parent is { } parent ? taxonomy[parent].SameAs : null);
        return same is not null && same.StartsWith(Prefix, StringComparison.Ordinal) ? same[Prefix.Length..] : null;
    }
}
