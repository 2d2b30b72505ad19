using Besoksnaring.Contracts.Content;
using Ical.Net.DataTypes;
using NodaTime;

namespace Besoksnaring.Ingest.Providers.ICalendar;

/// <summary>From the events of one UID to when it happens: the master, its rule, what is excepted and what is moved.</summary>
static class CalendarSchedule
{
    public static Schedule Of(IReadOnlyList<CalendarEntry> entries, CalendarZones zones, List<string> warnings)
    {
        var masters = entries.Where(entry => entry.Instead is null).ToList();
        var moved = entries.Where(entry => entry.Instead is not null).ToList();
        var ruled = masters.FirstOrDefault(entry => Recurs(entry));
        var zone = zones.ZoneOf((ruled ?? entries[0]).Start, ruled is not null, warnings);
        var single = masters.Where(entry => entry != ruled).Concat(ruled is null ? moved : []).ToList();
        return new Schedule
        {
            TimeZone = zone.Id,
            Status = masters.Count > 0 && masters.All(IsCancelled) ? EventStatus.Cancelled : EventStatus.Scheduled,
            Occurrences = [.. single.Select(entry => ToOccurrence(entry, zones, zone, warnings)).Distinct().OrderBy(o => o.StartDate).ThenBy(o => o.StartTime)],
            Recurrences = ruled is null ? [] : [ToRecurrence(ruled, moved, zones, zone, warnings)],
        };
    }

    static bool Recurs(CalendarEntry entry) => entry.Rule is not null || entry.Event.RecurrenceDates.GetAllPeriods().Any();

    static bool IsCancelled(CalendarEntry entry) => string.Equals(entry.Event.Status, "CANCELLED", StringComparison.OrdinalIgnoreCase);

    static Recurrence ToRecurrence(CalendarEntry master, List<CalendarEntry> moved, CalendarZones zones, DateTimeZone zone, List<string> warnings)
    {
        var except = master.Event.ExceptionDates.GetAllDates().Concat(moved.Where(IsCancelled).Select(entry => entry.Instead!));
        var also = master.Event.RecurrenceDates.GetAllPeriods().Select(period => period.StartTime)
            .Concat(master.Event.RecurrenceDates.GetAllDates());
        return new Recurrence
        {
            First = ToOccurrence(master, zones, zone, warnings),
            // Dates alone are a rule that gives the first and nothing more.
            Rule = master.Rule ?? "FREQ=DAILY;COUNT=1",
            Except = Times(except, zones, zone),
            Also = Times(also, zones, zone),
            Moved = [.. moved.Where(entry => !IsCancelled(entry))
                .Select(entry => new MovedOccurrence(zones.Local(entry.Instead!, zone), ToOccurrence(entry, zones, zone, warnings)))
                .OrderBy(one => one.Instead)],
        };
    }

    static IReadOnlyList<LocalDateTime> Times(IEnumerable<CalDateTime> times, CalendarZones zones, DateTimeZone zone) =>
        [.. times.Select(time => zones.Local(time, zone)).Distinct().Order()];

    static GivenOccurrence ToOccurrence(CalendarEntry entry, CalendarZones zones, DateTimeZone zone, List<string> warnings)
    {
        var start = zones.Local(entry.Start, zone);
        var status = IsCancelled(entry) && entry.Instead is null ? EventStatus.Cancelled : (EventStatus?)null;
        var end = EndOf(entry, zones, zone, start);
        if (end < start)
        {
            warnings.Add("DTEND is before DTSTART");
            end = null;
        }
        if (!entry.Start.HasTime)
        {
            // All day: DTEND is the day after the last.
            return new GivenOccurrence
            {
                StartDate = start.Date,
                EndDate = end is null ? null : LocalDate.Max(start.Date, end.Value.Date.PlusDays(-1)),
                Status = status,
            };
        }
        return new GivenOccurrence
        {
            StartDate = start.Date,
            StartTime = start.TimeOfDay,
            EndDate = end?.Date,
            EndTime = end?.TimeOfDay,
            Status = status,
        };
    }

    static LocalDateTime? EndOf(CalendarEntry entry, CalendarZones zones, DateTimeZone zone, LocalDateTime start)
    {
        if (entry.Event.DtEnd is { } end)
        {
            return zones.Local(end, zone);
        }
        if (entry.Event.Duration is not { } duration)
        {
            return null;
        }
        return start.PlusWeeks(duration.Weeks ?? 0).PlusDays(duration.Days ?? 0).PlusHours(duration.Hours ?? 0)
            .PlusMinutes(duration.Minutes ?? 0).PlusSeconds(duration.Seconds ?? 0);
    }
}
