using System.Buffers;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Api.Shapes.Calendar;

/// <summary>iCalendar (RFC 5545, RFC 7986): an event for each occurrence. What never happens (a hotel) is not in it.</summary>
sealed class IcsWriter(IBufferWriter<byte> to, ShapedPage page) : IShapeWriter
{
    static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
    static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");
    static readonly Instant Sequences = Instant.FromUtc(2020, 1, 1, 0, 0);

    readonly ContentLines lines = new(to);

    /// <summary>Two happenings of an event may begin together, in two halls.</summary>
    readonly HashSet<string> uids = new(StringComparer.Ordinal);

    public void Begin()
    {
        lines.Write("BEGIN", "VCALENDAR");
        lines.Write("VERSION", "2.0");
        lines.Write("PRODID", "-//Besoksnaring//Besoksnaring//SV");
        lines.Write("CALSCALE", "GREGORIAN");
        lines.Write("METHOD", "PUBLISH");
        lines.Text("NAME", page.Title);
        lines.Text("X-WR-CALNAME", page.Title);
        lines.Write("SOURCE;VALUE=URI", page.Self);
        lines.Write("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        lines.Write("X-PUBLISHED-TTL", "PT1H");
        var timed = page.Rows.SelectMany(row => row.Occurrences).Where(occurrence => !occurrence.IsDate);
        foreach (var zone in timed.GroupBy(occurrence => occurrence.TimeZone).OrderBy(zone => zone.Key, StringComparer.Ordinal))
        {
            ZoneLines.Write(lines, zone.Key, zone.Min(o => o.StartsAt), zone.Max(o => o.EndsAt ?? o.StartsAt));
        }
    }

    public void Row(ShapedListing row)
    {
        foreach (var occurrence in row.Occurrences)
        {
            var name = $"{row.Listing.Id}-{(occurrence.IsDate ? Day.Format(occurrence.Start.Date) : Local.Format(occurrence.Start))}";
            var uid = name;
            for (var n = 2; !uids.Add(uid); n++)
            {
                uid = $"{name}-{n}";
            }
            WriteEvent(row.Listing, occurrence, uid);
        }
    }

    public void End() => lines.Write("END", "VCALENDAR");

    public void Dispose()
    {
    }

    void WriteEvent(ListingFacts listing, ShapedOccurrence occurrence, string uid)
    {
        lines.Write("BEGIN", "VEVENT");
        lines.Write("UID", uid + "@besoksnaring");
        lines.Write("DTSTAMP", Utc.Format(listing.UpdatedAt));
        lines.Write("CREATED", Utc.Format(listing.CreatedAt));
        lines.Write("LAST-MODIFIED", Utc.Format(listing.UpdatedAt));
        // Grows with every change of the listing, in whatever process: its second.
        lines.Write("SEQUENCE", Math.Max(0, (long)(listing.UpdatedAt - Sequences).TotalSeconds).ToString(CultureInfo.InvariantCulture));
        WriteWhen(occurrence);
        lines.Write("STATUS", occurrence.Status switch { "cancelled" => "CANCELLED", "postponed" => "TENTATIVE", _ => "CONFIRMED" });
        // What goes on all day keeps nobody from anything else.
        lines.Write("TRANSP", occurrence.IsDate || occurrence.IsRun ? "TRANSPARENT" : "OPAQUE");
        lines.Text("SUMMARY" + LanguageOf(listing, "title"), listing.Title);
        lines.Text("DESCRIPTION" + LanguageOf(listing, listing.Description is null ? "summary" : "description"), listing.PlainText);
        lines.Text("LOCATION", LocationOf(listing));
        if (listing.Place?.Point is { } point)
        {
            lines.Write("GEO", string.Create(CultureInfo.InvariantCulture, $"{point.Latitude};{point.Longitude}"));
        }
        lines.Address("URL", listing.Website ?? page.AddressOf(listing));
        lines.Texts("CATEGORIES", [.. listing.Concepts.Select(concept => concept.Label)]);
        if (listing.Images is [var image, ..])
        {
            lines.Address("IMAGE;VALUE=URI;DISPLAY=BADGE", image.Url);
        }
        lines.Write("END", "VEVENT");
    }

    void WriteWhen(ShapedOccurrence occurrence)
    {
        if (occurrence.IsDate)
        {
            lines.Write("DTSTART;VALUE=DATE", Day.Format(occurrence.Start.Date));
            if (occurrence.End is { } last)
            {
                // Exclusive: the day after the last.
                lines.Write("DTEND;VALUE=DATE", Day.Format(last.Date.PlusDays(1)));
            }
            return;
        }
        WriteMoment("DTSTART", occurrence.Start, occurrence.StartsAt, occurrence.TimeZone);
        if (occurrence is { End: { } end, EndsAt: { } endsAt } && endsAt > occurrence.StartsAt)
        {
            WriteMoment("DTEND", end, endsAt, occurrence.TimeZone);
        }
    }

    /// <summary>Venue time, except in the hour that comes twice: there a local time cannot say which of the two is meant.</summary>
    void WriteMoment(string name, LocalDateTime local, Instant instant, string zone)
    {
        if (local.InZoneLeniently(DateTimeZoneProviders.Tzdb[zone]).ToInstant() == instant)
        {
            lines.Write($"{name};TZID={zone}", Local.Format(local));
            return;
        }
        lines.Write(name, Utc.Format(instant));
    }

    static string LanguageOf(ListingFacts listing, string text) =>
        listing.ContentLanguage.GetValueOrDefault(text) is { } language && language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? ";LANGUAGE=" + language : "";

    static string LocationOf(ListingFacts listing)
    {
        var address = listing.Place?.Address;
        string?[] parts = [listing.Place?.Name, address?.Street, $"{address?.PostalCode} {address?.City}".Trim()];
        var place = string.Join(", ", parts.Where(part => !string.IsNullOrWhiteSpace(part)).Distinct(StringComparer.OrdinalIgnoreCase));
        return place.Length > 0 ? place : listing.Municipality?.Name ?? "";
    }
}
