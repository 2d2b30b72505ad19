using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace Besoksnaring.Ingest.Providers.ICalendar;

/// <summary>One VEVENT: parsed by the library, with what it would make up or hide read from the text.</summary>
/// <param name="Uid">Null when the calendar gives none; the library would invent a new one each time.</param>
sealed record CalendarEntry(string? Uid, CalendarEvent Event, CalDateTime Start, CalDateTime? Instead, string? Rule, string Where)
{
    /// <returns>Null, and why, when it cannot be read.</returns>
    public static CalendarEntry? TryRead(string text, string where, out string reason)
    {
        reason = "";
        CalendarEvent? parsed;
        try
        {
            parsed = Calendar.Load($"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{text}\r\nEND:VCALENDAR\r\n")?.Events.SingleOrDefault();
        }
        // The library throws many kinds for what a calendar may hold.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            reason = $"is no event that can be read: {exception.Message.Split('\n')[0].Trim()}";
            return null;
        }
        if (parsed?.DtStart is not { } start)
        {
            reason = "DTSTART: is missing or no date";
            return null;
        }
        var lines = text.Split("\r\n").Select(CalendarScan.Split).ToList();
        var own = lines.TakeWhile(line => line is not ("BEGIN", "VALARM")).ToList();
        return new CalendarEntry(
            own.Where(line => line.Name == "UID").Select(line => line.Value).FirstOrDefault(uid => uid.Length > 0),
            parsed,
            start,
            parsed.RecurrenceIdentifier?.StartTime,
            own.Where(line => line.Name == "RRULE").Select(line => line.Value).FirstOrDefault(),
            where);
    }
}
