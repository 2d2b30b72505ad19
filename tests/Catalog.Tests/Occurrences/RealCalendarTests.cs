using Besoksnaring.Catalog.Occurrences;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using NodaTime;
using NodaTime.Extensions;

namespace Besoksnaring.Catalog.Tests.Occurrences;

/// <summary>Two real calendars: what we expand in venue time is what Ical.Net expands in its own zones.</summary>
public class RealCalendarTests
{
    static readonly LocalDate From = new(2017, 1, 1);
    static readonly LocalDate Until = new(2027, 1, 1);

    [Theory]
    [InlineData("events/ics/machbar_potsdam_de.ics", "Europe/Berlin", 26)]
    [InlineData("events/ics/fc-harlanda_goteborg_sv.ics", "Europe/Stockholm", 0)]
    public void Every_event_happens_when_its_calendar_says(string file, string zone, int rules)
    {
        var events = Calendar.Load(File.ReadAllText(SharedData.PathOf(file)))!.Events.Where(e => e.RecurrenceIdentifier is null && !e.Start!.IsUtc).ToList();
        Assert.InRange(events.Count(e => e.RecurrenceRule is not null), rules * 3 / 4, rules);
        foreach (var happening in events)
        {
            var expansion = OccurrenceExpansion.Expand(ToSchedule(happening, zone), From, Until);
            Assert.Empty(expansion.Problems);
            if (expansion.Occurrences.Any(o => o.IsRun))
            {
                continue;
            }
            var theirs = happening.GetOccurrences().Select(o => o.Period.StartTime).TakeWhile(start => start.Year < Until.Year)
                .Select(start => LocalDateTime.FromDateTime(start.Value));
            Assert.Equal(theirs, expansion.Occurrences.Select(o => o.StartLocal));
            Assert.All(expansion.Occurrences.Where(o => o.Precision == TimePrecision.Minute), o =>
                Assert.Equal(o.StartLocal, o.StartInstant.InZone(DateTimeZoneProviders.Tzdb[zone]).LocalDateTime));
        }
    }

    static Schedule ToSchedule(CalendarEvent happening, string zone)
    {
        var given = new GivenOccurrence
        {
            StartDate = happening.Start!.Date.ToLocalDate(),
            StartTime = happening.Start.Time?.ToLocalTime(),
            EndDate = happening.End?.Date.PlusDaysWhen(!happening.End.HasTime, -1).ToLocalDate(),
            EndTime = happening.End?.Time?.ToLocalTime(),
        };
        return happening.RecurrenceRule is { } rule
            ? new Schedule { TimeZone = zone, Recurrences = [new Recurrence { First = given, Rule = rule.ToString()!, Except = [.. happening.ExceptionDates.GetAllDates().Select(d => LocalDateTime.FromDateTime(d.Value))] }] }
            : new Schedule { TimeZone = zone, Occurrences = [given] };
    }
}

static class DateOnlyExtensions
{
    public static DateOnly PlusDaysWhen(this DateOnly date, bool condition, int days) => condition ? date.AddDays(days) : date;
}
