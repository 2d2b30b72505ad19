using System.Text.Json;
using Besoksnaring.Catalog.Merging;
using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Catalog.Listings;

/// <summary>What the texts and images of a listing may be used for, by the word of whose they are. Everything else that is said of it are facts, and free.</summary>
static class Permits
{
    /// <summary>Writes <c>permits</c>, the last member: the Api finds it from the end, and leaves out what its caller may not have.</summary>
    /// <param name="shown">The texts that are there, each with the field that it was taken from.</param>
    public static void Write(Utf8JsonWriter json, MergedListing listing, params ReadOnlySpan<(string Part, string? Field)> shown)
    {
        var isBegun = false;
        foreach (var (part, field) in shown)
        {
            Write(part, field);
        }
        Write("images", listing.Content.Images.Count > 0 ? "images" : null);
        if (isBegun)
        {
            json.WriteEndObject();
        }

        void Write(string part, string? field)
        {
            if (field is null)
            {
                return;
            }
            if (!isBegun)
            {
                json.WriteStartObject("permits");
                isBegun = true;
            }
            json.WriteStartArray(part);
            foreach (var purpose in Of(listing, field).Where(purpose => purpose != Purpose.Nothing))
            {
                json.WriteStringValue(purpose);
            }
            json.WriteEndArray();
        }
    }

    /// <summary>What was published before permits were told has been on the web all along.</summary>
    static IEnumerable<string> Of(MergedListing listing, string field) => listing.Provenance.First(row => row.Field == field).Permits ?? [Purpose.Web];
}
