using Besoksnaring.Contracts.Content;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using NodaTime;
using Period = NodaTime.Period;

namespace Besoksnaring.Catalog.Occurrences;

/// <summary>The happenings that a recurrence rule gives (RFC 5545), evaluated in venue time by Ical.Net.</summary>
static class RecurrenceExpansion
{
    /// <summary>Starts of one rule, from its first on. A daily rule reaches it after 109 years, an hourly one after four and a half.</summary>
    const int MaxStarts = 40_000;

    /// <summary>Years, months, weeks, days or hours in a row without a start, after which there is none to come.</summary>
    const int MaxBarren = 10_000;

    public static IReadOnlyList<Span> Expand(Recurrence recurrence, DateTimeZone zone, LocalDate until, string field, List<ScheduleProblem> problems)
    {
        if (GivenReading.Read(recurrence.First, field + ".first", problems) is not { } first)
        {
            return [];
        }
        var starts = new SortedSet<LocalDateTime>(recurrence.Also.Select(start => AsPrecise(start, first)));
        var (rule, reason) = RuleReading.Read(recurrence.Rule, first, zone);
        if (rule is null)
        {
            problems.Add(new ScheduleProblem(field + ".rule", reason!));
            starts.Add(first.Start);
        }
        else if (!TryAdd(rule, first, until, starts))
        {
            problems.Add(new ScheduleProblem(field + ".rule", $"'{recurrence.Rule}' gives too many starts, or none; what it gave until then is kept"));
        }
        // EXDATE with a date only takes out that day, whatever the time.
        starts.ExceptWith(recurrence.Except);
        var days = recurrence.Except.Where(e => e.TimeOfDay == LocalTime.Midnight).Select(e => e.Date).ToHashSet();
        starts.RemoveWhere(start => days.Contains(start.Date));
        starts.ExceptWith(recurrence.Moved.Select(m => m.Instead));
        var length = first.End is { } end ? Period.Between(first.Start, end) : null;
        return
        [
            .. starts.Select(start => first with { Start = start, End = length is null ? null : start + length }),
            .. recurrence.Moved.Select((moved, i) => GivenReading.Read(moved.Occurrence, $"{field}.moved[{i}].occurrence", problems)).OfType<Span>(),
        ];
    }

    static LocalDateTime AsPrecise(LocalDateTime start, Span first) =>
        first.Precision == TimePrecision.Date ? start.Date.AtMidnight() : start;

    /// <returns>False when the rule had to be left before its end or the horizon.</returns>
    static bool TryAdd(RecurrenceRule rule, Span first, LocalDate until, SortedSet<LocalDateTime> starts)
    {
        // Floating: no zone, so that Ical.Net counts days and hours on the venue's wall.
        var happening = new CalendarEvent { DtStart = Floating(first), RecurrenceRule = rule };
        try
        {
            var steps = 0;
            foreach (var occurrence in happening.GetOccurrences(options: new EvaluationOptions { MaxUnmatchedIncrementsLimit = MaxBarren }))
            {
                var start = LocalDateTime.FromDateTime(occurrence.Period.StartTime.Value);
                if (start.Date >= until)
                {
                    return true;
                }
                if (++steps > MaxStarts)
                {
                    return false;
                }
                starts.Add(start);
            }
            return true;
        }
        catch (EvaluationOutOfRangeException)
        {
            // The rule ran past the year 9999.
            return true;
        }
        catch (EvaluationException)
        {
            return false;
        }
    }

    static CalDateTime Floating(Span first)
    {
        var start = first.Start.ToDateTimeUnspecified();
        return new CalDateTime(DateOnly.FromDateTime(start), first.Precision == TimePrecision.Date ? null : TimeOnly.FromDateTime(start), null);
    }
}
