using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Api.Shapes.JsonLd;

/// <summary>
/// An event. Its dates are those of its next occurrence; each further one is a <c>subEvent</c> that has everything a search engine
/// wants of an event by itself: name, start and place.
/// </summary>
static class EventNode
{
    static readonly OffsetDateTimePattern Moment = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'sso<+HH:mm>");

    public static void Write(Utf8JsonWriter json, ShapedListing row, string type, string address)
    {
        var listing = row.Listing;
        var next = row.Occurrences.Count > 0 ? row.Occurrences[0] : row.Past;
        json.WriteString("@type", type);
        Node.WriteThing(json, listing, address);
        WriteWhen(json, next);
        WriteLocation(json, listing, next?.Status);
        WriteOrganizer(json, listing);
        OfferNodes.Write(json, listing);
        WriteAudience(json, listing);
        if (row.IsPart)
        {
            json.WriteStartObject("superEvent");
            json.WriteString("@id", address);
            json.WriteEndObject();
        }
        if (row.Occurrences.Count < 2)
        {
            return;
        }
        json.WriteStartArray("subEvent");
        foreach (var occurrence in row.Occurrences.Skip(1))
        {
            json.WriteStartObject();
            json.WriteString("@type", type);
            json.WriteString("name", listing.Title);
            WriteWhen(json, occurrence);
            WriteLocation(json, listing, occurrence.Status);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void WriteWhen(Utf8JsonWriter json, ShapedOccurrence? occurrence)
    {
        if (occurrence is null)
        {
            return;
        }
        json.WriteString("startDate", Text(occurrence, occurrence.Start, occurrence.StartsAt));
        if (occurrence.End is { } end && (occurrence.IsDate || occurrence.EndsAt is not null))
        {
            json.WriteString("endDate", Text(occurrence, end, occurrence.EndsAt ?? default));
        }
        json.WriteString("eventStatus", $"{Node.Context}/{StatusOf(occurrence.Status)}");
        if (occurrence.Status == "movedOnline")
        {
            json.WriteString("eventAttendanceMode", $"{Node.Context}/OnlineEventAttendanceMode");
        }
    }

    /// <summary>A day is a day: midnight would be an invention.</summary>
    static string Text(ShapedOccurrence occurrence, LocalDateTime local, Instant instant) => occurrence.IsDate
        ? LocalDatePattern.Iso.Format(local.Date)
        : Moment.Format(instant.InZone(DateTimeZoneProviders.Tzdb[occurrence.TimeZone]).ToOffsetDateTime());

    static string StatusOf(string status) => status switch
    {
        "cancelled" => "EventCancelled",
        "postponed" => "EventPostponed",
        "rescheduled" => "EventRescheduled",
        "movedOnline" => "EventMovedOnline",
        _ => "EventScheduled",
    };

    static void WriteLocation(Utf8JsonWriter json, ListingFacts listing, string? status)
    {
        if (status == "movedOnline" && listing.Website is { } website)
        {
            json.WriteStartObject("location");
            json.WriteString("@type", "VirtualLocation");
            json.WriteString("url", website);
            json.WriteEndObject();
            return;
        }
        if (listing.Place is null && listing.Municipality is null)
        {
            return;
        }
        json.WriteStartObject("location");
        json.WriteString("@type", "Place");
        Node.WriteIf(json, "name", listing.Place?.Name ?? listing.Place?.Address?.City ?? listing.Municipality?.Name);
        Node.WriteAddress(json, listing.Place?.Address, listing.Municipality?.Name);
        Node.WritePoint(json, listing.Place?.Point);
        json.WriteEndObject();
    }

    static void WriteOrganizer(Utf8JsonWriter json, ListingFacts listing)
    {
        if (listing.Organizer?.Name is not { } name)
        {
            return;
        }
        json.WriteStartObject("organizer");
        json.WriteString("@type", "Organization");
        json.WriteString("name", name);
        Node.WriteIf(json, "url", listing.Organizer.Url);
        json.WriteEndObject();
    }

    static void WriteAudience(Utf8JsonWriter json, ListingFacts listing)
    {
        if (listing.Audience.Count == 0)
        {
            return;
        }
        json.WriteStartArray("audience");
        foreach (var word in listing.Audience)
        {
            json.WriteStartObject();
            json.WriteString("@type", "Audience");
            json.WriteString("audienceType", word);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
