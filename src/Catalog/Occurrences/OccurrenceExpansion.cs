using Besoksnaring.Contracts.Content;
using NodaTime;
using NodaTime.TimeZones;

namespace Besoksnaring.Catalog.Occurrences;

/// <summary>A schedule's happenings from a day on. Pure: the same schedule and days give the same occurrences.</summary>
static class OccurrenceExpansion
{
    public const int MonthsAhead = 18;

    /// <summary>Of one listing. A daily show fits three times over; what does not fit is no listing but a timetable.</summary>
    public const int MaxOccurrences = 2_000;

    public static LocalDate Horizon(LocalDate today) => today.PlusMonths(MonthsAhead);

    /// <returns>What takes place on or after <paramref name="from"/> and starts before <paramref name="until"/> (venue dates), runs folded.</returns>
    public static Expansion Expand(Schedule schedule, LocalDate from, LocalDate until)
    {
        var problems = new List<ScheduleProblem>();
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(schedule.TimeZone) is not { } zone)
        {
            return new Expansion([], [new ScheduleProblem("timeZone", $"'{schedule.TimeZone}' is no IANA time zone")], false);
        }
        var given = schedule.Occurrences.Select((occurrence, i) => GivenReading.Read(occurrence, $"occurrences[{i}]", problems)).OfType<Span>()
            .Concat(schedule.Recurrences.SelectMany((recurrence, i) => RecurrenceExpansion.Expand(recurrence, zone, until, $"recurrences[{i}]", problems)));
        var all = given
            .Where(span => span.Start.Date < until)
            // Said twice, by two providers or by list and rule: the one that knows its end is kept.
            .GroupBy(span => (span.Start, span.Precision))
            .Select(same => same.FirstOrDefault(span => span.End is not null) ?? same.First())
            .Select(span => ToOccurrence(span, schedule, zone))
            .OrderBy(o => o.StartInstant).ThenBy(o => o.StartLocal).ThenBy(o => o.Precision)
            .ToList();
        // Folded before the past is left out: a run begins on its first day, not today.
        var current = RunFolding.Fold(all, zone).Where(o => o.LastDay >= from).ToList();
        return new Expansion([.. current.Take(MaxOccurrences)], problems, current.Count > MaxOccurrences);
    }

    static Occurrence ToOccurrence(Span span, Schedule schedule, DateTimeZone zone)
    {
        var occurrence = new Occurrence
        {
            StartLocal = span.Start,
            EndLocal = span.End,
            TimeZone = schedule.TimeZone,
            Precision = span.Precision,
            Status = span.Status ?? schedule.Status,
            StartInstant = InstantOf(span.Start, zone),
        };
        return occurrence with
        {
            EndInstant = EndOf(occurrence, zone),
            IsRun = Period.DaysBetween(occurrence.FirstDay, occurrence.LastDay) + 1 >= RunFolding.MinDays,
        };
    }

    internal static Instant? EndOf(Occurrence occurrence, DateTimeZone zone)
    {
        if (occurrence.EndLocal is not { } local)
        {
            return null;
        }
        var end = InstantOf(occurrence.Precision == TimePrecision.Date ? local.PlusDays(1) : local, zone);
        // A start that the clocks skip moves forward, perhaps past its end.
        return Instant.Max(occurrence.StartInstant, end);
    }

    internal static Instant InstantOf(LocalDateTime local, DateTimeZone zone) =>
        local.InZone(zone, Resolvers.LenientResolver).ToInstant();
}
