using System.Text.Json;
using Besoksnaring.Catalog.Merging;
using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Catalog.Listings;

/// <summary>What the texts and images of a listing may be used for, by the word of whose they are. Everything else that is said of it are facts, and free.</summary>
static class Permits
{
    /// <summary>
    /// Writes <c>permits</c>, the last member: the Api finds it from the end, and leaves out what its caller may not have.
    /// Of two texts by different providers, what both permit.
    /// </summary>
    public static void Write(Utf8JsonWriter json, MergedListing listing, ChosenTexts texts)
    {
        var ofTexts = texts.Fields().Select(field => Of(listing, field)).ToList();
        var hasImages = listing.Content.Images.Count > 0;
        if (ofTexts.Count == 0 && !hasImages)
        {
            return;
        }
        json.WriteStartObject("permits");
        if (ofTexts.Count > 0)
        {
            Write(json, "texts", ofTexts.Aggregate((some, others) => some.Intersect(others)));
        }
        if (hasImages)
        {
            Write(json, "images", Of(listing, "images"));
        }
        json.WriteEndObject();
    }

    /// <summary>What was published before permits were told has been on the web all along.</summary>
    static IEnumerable<string> Of(MergedListing listing, string field) => listing.Provenance.First(row => row.Field == field).Permits ?? [Purpose.Web];

    static void Write(Utf8JsonWriter json, string name, IEnumerable<string> purposes)
    {
        json.WriteStartArray(name);
        foreach (var purpose in purposes.Where(purpose => purpose != Purpose.Nothing))
        {
            json.WriteStringValue(purpose);
        }
        json.WriteEndArray();
    }
}
