using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Catalog.Occurrences;

/// <summary>
/// Folds an exhibition that is listed as one occasion per open day into one run. The rule: a run is what a visitor can
/// walk into on any day and at nearly any time. So an occasion counts when it is open for three hours or more and opens
/// before five in the afternoon, or when only its date is known; it must be the only one of its day. Where the hours are
/// known, four or more of them, no two more than seven days apart, that take up at least half of the days from the first
/// to the last (open Thursday to Sunday is enough) are a run. Where only dates are known, it takes five that fill four
/// days in five: Karlstad's own calendar gives a theatre's summer as dates on 57 % of the days, and a band plays four
/// nights in a row, while its exhibitions and nature trails stand on every day. Weekly and thrice-weekly courses are too
/// thin; a show every evening, a daily guided tour and a film three times a day have starts that one must be there for:
/// they all stay as they are. A run is known by its days only; a cancelled day within it stays beside it.
/// </summary>
static class RunFolding
{
    public const int MinDays = 4;
    const int MaxGapDays = 7;
    const double MinShare = 0.5;
    const int MinDaysByDate = 5;
    const double MinShareByDate = 0.8;
    static readonly LocalTime Evening = new(17, 0);
    static readonly Duration MinOpen = Duration.FromHours(3);

    /// <param name="occurrences">In order of their start.</param>
    public static IReadOnlyList<Occurrence> Fold(IReadOnlyList<Occurrence> occurrences, DateTimeZone zone)
    {
        var runs = occurrences.Where(CanBeWalkedInto)
            .GroupBy(o => o.Status)
            .SelectMany(Stretches)
            .Where(IsRun)
            .ToList();
        if (runs.Count == 0)
        {
            return occurrences;
        }
        var folded = runs.SelectMany(run => run).ToHashSet(ReferenceEqualityComparer.Instance);
        return
        [
            .. occurrences.Where(o => !folded.Contains(o)).Concat(runs.Select(run => ToRun(run, zone)))
                .OrderBy(o => o.StartInstant).ThenByDescending(o => o.IsRun),
        ];
    }

    static bool CanBeWalkedInto(Occurrence occurrence)
    {
        if (occurrence.FirstDay != occurrence.LastDay)
        {
            return false;
        }
        return occurrence.Precision == TimePrecision.Date
            || (occurrence.StartLocal.TimeOfDay < Evening && occurrence.EndInstant - occurrence.StartInstant >= MinOpen);
    }

    static IEnumerable<List<Occurrence>> Stretches(IEnumerable<Occurrence> occurrences)
    {
        var stretch = new List<Occurrence>();
        foreach (var occurrence in occurrences)
        {
            if (stretch.Count > 0 && Period.DaysBetween(stretch[^1].FirstDay, occurrence.FirstDay) > MaxGapDays)
            {
                yield return stretch;
                stretch = [];
            }
            stretch.Add(occurrence);
        }
        if (stretch.Count > 0)
        {
            yield return stretch;
        }
    }

    static bool IsRun(List<Occurrence> stretch)
    {
        var days = stretch.DistinctBy(o => o.FirstDay).Count();
        var span = Period.DaysBetween(stretch[0].FirstDay, stretch[^1].FirstDay) + 1;
        var byDate = stretch.Any(o => o.Precision == TimePrecision.Date);
        return days == stretch.Count
            && days >= (byDate ? MinDaysByDate : MinDays)
            && days >= (byDate ? MinShareByDate : MinShare) * span;
    }

    static Occurrence ToRun(List<Occurrence> stretch, DateTimeZone zone)
    {
        var start = stretch[0].FirstDay.AtMidnight();
        var run = stretch[0] with
        {
            StartLocal = start,
            EndLocal = stretch[^1].FirstDay.AtMidnight(),
            Precision = TimePrecision.Date,
            IsRun = true,
            StartInstant = OccurrenceExpansion.InstantOf(start, zone),
        };
        return run with { EndInstant = OccurrenceExpansion.EndOf(run, zone) };
    }
}
