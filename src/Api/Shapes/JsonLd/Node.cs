using System.Text.Json;
using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Api.Shapes.JsonLd;

/// <summary>What every thing of schema.org may have. Nothing is written that is not known: there is no null.</summary>
static class Node
{
    public const string Context = "https://schema.org";

    const string SpdxLicence = "https://spdx.org/licenses/";

    public static void WriteTypes(Utf8JsonWriter json, IReadOnlyList<string> types)
    {
        if (types.Count == 1)
        {
            json.WriteString("@type", types[0]);
            return;
        }
        json.WriteStartArray("@type");
        foreach (var type in types)
        {
            json.WriteStringValue(type);
        }
        json.WriteEndArray();
    }

    public static void WriteThing(Utf8JsonWriter json, ListingFacts listing, string address)
    {
        json.WriteString("@id", address);
        json.WriteString("name", listing.Title);
        WriteIf(json, "description", listing.PlainText);
        WriteIf(json, "url", listing.Website);
        WriteImages(json, listing.Images);
        if (listing.Concepts.Count > 0)
        {
            json.WriteStartArray("keywords");
            foreach (var concept in listing.Concepts)
            {
                json.WriteStringValue(concept.Label);
            }
            json.WriteEndArray();
        }
        if (listing.IsFree is { } isFree)
        {
            json.WriteBoolean("isAccessibleForFree", isFree);
        }
    }

    public static void WriteIf(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }

    public static void WriteAddress(Utf8JsonWriter json, Address? address, string? municipality)
    {
        var city = address?.City ?? municipality;
        if ((address?.Street ?? address?.PostalCode ?? city ?? address?.Region ?? address?.Country) is null)
        {
            return;
        }
        json.WriteStartObject("address");
        json.WriteString("@type", "PostalAddress");
        WriteIf(json, "streetAddress", address?.Street);
        WriteIf(json, "postalCode", address?.PostalCode);
        WriteIf(json, "addressLocality", city);
        WriteIf(json, "addressRegion", address?.Region);
        WriteIf(json, "addressCountry", address?.Country);
        json.WriteEndObject();
    }

    public static void WritePoint(Utf8JsonWriter json, PointFacts? point)
    {
        if (point is null)
        {
            return;
        }
        json.WriteStartObject("geo");
        json.WriteString("@type", "GeoCoordinates");
        json.WriteNumber("latitude", point.Latitude);
        json.WriteNumber("longitude", point.Longitude);
        json.WriteEndObject();
    }

    static void WriteImages(Utf8JsonWriter json, IReadOnlyList<ImageFacts> images)
    {
        if (images.Count == 0)
        {
            return;
        }
        json.WriteStartArray("image");
        foreach (var image in images)
        {
            json.WriteStartObject();
            json.WriteString("@type", "ImageObject");
            json.WriteString("url", image.Url);
            json.WriteString("contentUrl", image.Url);
            WriteIf(json, "caption", image.AltText);
            WriteIf(json, "creditText", image.Credit);
            WriteIf(json, "license", LicenceAddress(image.Licence));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <returns>A licence is an address in schema.org; null for words that are none.</returns>
    static string? LicenceAddress(string? licence) => licence switch
    {
        null => null,
        _ when Uri.TryCreate(licence, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" => licence,
        _ when licence.StartsWith("CC", StringComparison.Ordinal) && licence.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') => $"{SpdxLicence}{licence}.html",
        _ => null,
    };
}
