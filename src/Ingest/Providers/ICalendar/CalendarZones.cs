using Ical.Net.DataTypes;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.TimeZones;

namespace Besoksnaring.Ingest.Providers.ICalendar;

/// <summary>Which zone a calendar's times are in, with or without a VTIMEZONE, under IANA's, Windows' or a program's own names.</summary>
sealed class CalendarZones(IReadOnlyDictionary<string, string> named, DateTimeZone otherwise)
{
    public DateTimeZone Otherwise => otherwise;

    /// <returns>Null when nobody knows the name.</returns>
    public DateTimeZone? Of(string tzid)
    {
        var name = named.GetValueOrDefault(tzid, tzid).Trim('"');
        if (TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(name, out var iana))
        {
            name = iana;
        }
        // Such as /freeassociation.sourceforge.net/Europe/Stockholm.
        var parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(name)
            ?? (parts.Length > 2 ? DateTimeZoneProviders.Tzdb.GetZoneOrNull($"{parts[^2]}/{parts[^1]}") : null);
    }

    /// <returns>The zone that an event starting then is in.</returns>
    public DateTimeZone ZoneOf(CalDateTime start, bool recurs, List<string> warnings)
    {
        if (start.IsUtc)
        {
            // A rule on UTC times keeps to UTC when the clocks change; a single time is shown in the calendar's zone.
            return recurs ? DateTimeZoneProviders.Tzdb["Etc/UTC"] : otherwise;
        }
        if (start.TzId is not { Length: > 0 } tzid)
        {
            return otherwise;
        }
        if (Of(tzid) is { } known)
        {
            return known;
        }
        warnings.Add($"nobody knows the time zone '{tzid}'; {otherwise.Id} is used");
        return otherwise;
    }

    public LocalDateTime Local(CalDateTime time, DateTimeZone zone)
    {
        var date = LocalDate.FromDateOnly(time.Date);
        if (time.Time is not { } clock)
        {
            return date.AtMidnight();
        }
        var given = date + LocalTime.FromTimeOnly(clock);
        var own = time.IsUtc ? DateTimeZone.Utc : time.TzId is { Length: > 0 } tzid ? Of(tzid) : null;
        return own is null || own.Equals(zone) ? given : given.InZoneLeniently(own).WithZone(zone).LocalDateTime;
    }
}
