using System.Text.Json;
using Besoksnaring.Contracts.Content;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Api.Shapes.JsonLd;

/// <summary>What is known of a place, a business or a sight.</summary>
static class PlaceNode
{
    static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    public static void WriteFacts(Utf8JsonWriter json, ListingFacts listing, IReadOnlyList<string> types)
    {
        Node.WriteAddress(json, listing.Place?.Address, listing.Municipality?.Name);
        Node.WritePoint(json, listing.Place?.Point);
        Node.WriteIf(json, "telephone", listing.Contact?.Telephone);
        if (SchemaTypes.IsBusiness(listing.Kind))
        {
            Node.WriteIf(json, "email", listing.Contact?.Email);
        }
        WriteAmenities(json, listing.Accessibility);
        WriteHours(json, listing.OpeningHours?.Rules ?? []);
        WriteSpecialDays(json, listing.OpeningHours?.SpecialDays ?? []);
        if (SchemaTypes.IsLodging(types))
        {
            WriteLodging(json, listing.Accommodation);
        }
    }

    static void WriteAmenities(Utf8JsonWriter json, IReadOnlyList<string> accessibility)
    {
        if (accessibility.Count == 0)
        {
            return;
        }
        json.WriteStartArray("amenityFeature");
        foreach (var fact in accessibility)
        {
            json.WriteStartObject();
            json.WriteString("@type", "LocationFeatureSpecification");
            json.WriteString("name", fact);
            json.WriteBoolean("value", true);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void WriteHours(Utf8JsonWriter json, IReadOnlyList<OpeningRule> rules)
    {
        if (rules.Count == 0)
        {
            return;
        }
        json.WriteStartArray("openingHoursSpecification");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("@type", "OpeningHoursSpecification");
            json.WriteStartArray("dayOfWeek");
            foreach (var day in rule.Days)
            {
                json.WriteStringValue($"{Node.Context}/{day}");
            }
            json.WriteEndArray();
            json.WriteString("opens", Time.Format(rule.Opens));
            json.WriteString("closes", Time.Format(rule.Closes));
            Node.WriteIf(json, "validFrom", rule.From is { } from ? LocalDatePattern.Iso.Format(from) : null);
            Node.WriteIf(json, "validThrough", rule.To is { } to ? LocalDatePattern.Iso.Format(to) : null);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>schema.org says of a closed day that it opens and closes at midnight.</summary>
    static void WriteSpecialDays(Utf8JsonWriter json, IReadOnlyList<SpecialDay> days)
    {
        if (days.Count == 0)
        {
            return;
        }
        json.WriteStartArray("specialOpeningHoursSpecification");
        foreach (var day in days)
        {
            var date = LocalDatePattern.Iso.Format(day.Date);
            json.WriteStartObject();
            json.WriteString("@type", "OpeningHoursSpecification");
            json.WriteString("opens", Time.Format(day.Opens ?? LocalTime.Midnight));
            json.WriteString("closes", Time.Format(day.Closes ?? LocalTime.Midnight));
            json.WriteString("validFrom", date);
            json.WriteString("validThrough", date);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void WriteLodging(Utf8JsonWriter json, AccommodationFacts? facts)
    {
        if (facts?.Rooms is { } rooms)
        {
            json.WriteNumber("numberOfRooms", rooms);
        }
        if (facts?.Stars is { } stars)
        {
            json.WriteStartObject("starRating");
            json.WriteString("@type", "Rating");
            json.WriteNumber("ratingValue", stars);
            json.WriteNumber("bestRating", 5);
            json.WriteEndObject();
        }
    }
}
