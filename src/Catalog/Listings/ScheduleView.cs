using Besoksnaring.Catalog.Occurrences;
using Besoksnaring.Contracts.Content;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Catalog.Listings;

/// <summary>When, as a listing shows it: what the provider said in venue time, with the open days of an exhibition folded to a run.</summary>
sealed record ScheduleView(
    EventStatus Status, string TimeZone, IReadOnlyList<OccurrenceView>? Occurrences, IReadOnlyList<RunView>? Runs, IReadOnlyList<RecurrenceView>? Recurrences)
{
    public static ScheduleView Of(Schedule schedule)
    {
        var listed = Listed(schedule);
        return new ScheduleView(
            schedule.Status,
            schedule.TimeZone,
            NullIfEmpty(listed.Where(o => !o.IsRun).Select(o => OccurrenceView.Of(o, schedule.Status))),
            NullIfEmpty(listed.Where(o => o.IsRun).Select(o => new RunView(o.FirstDay, o.LastDay))),
            NullIfEmpty(schedule.Recurrences.Select(RecurrenceView.Of)));
    }

    /// <returns>The first and the last day that are known, or null when none is; a rule has no last day here.</returns>
    public static DatesView? DatesOf(Schedule schedule)
    {
        var listed = Listed(schedule);
        var firsts = listed.Select(o => o.FirstDay).Concat(schedule.Recurrences.Select(r => r.First.StartDate)).ToList();
        return firsts.Count == 0
            ? null
            : new DatesView(firsts.Min(), schedule.Recurrences.Count > 0 ? null : listed.Max(o => o.LastDay));
    }

    /// <summary>All of them, the past ones too: what is stored does not depend on the day it is made.</summary>
    static IReadOnlyList<Occurrence> Listed(Schedule schedule) => OccurrenceExpansion
        .Expand(schedule with { Recurrences = [] }, LocalDate.MinIsoValue, LocalDate.MaxIsoValue).Occurrences;

    internal static IReadOnlyList<T>? NullIfEmpty<T>(IEnumerable<T> given) => given.ToList() is { Count: > 0 } list ? list : null;
}

sealed record DatesView(LocalDate First, LocalDate? Last);

/// <summary>A stretch of days, both inclusive.</summary>
sealed record RunView(LocalDate First, LocalDate Last);

/// <param name="Start">Venue time: <c>2026-07-04</c> or <c>2026-07-04T19:00</c>; never a midnight that means "no time".</param>
/// <param name="TimePrecision"><c>date</c> or <c>minute</c>.</param>
/// <param name="Status">Only where it differs from the whole event's.</param>
sealed record OccurrenceView(string Start, string? End, TimePrecision TimePrecision, EventStatus? Status)
{
    static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");
    static readonly LocalDatePattern Day = LocalDatePattern.Iso;

    public static OccurrenceView Of(Occurrence occurrence, EventStatus whole) => new(
        Text(occurrence.StartLocal, occurrence.Precision),
        occurrence.EndLocal is { } end ? Text(end, occurrence.Precision) : null,
        occurrence.Precision,
        occurrence.Status == whole ? null : occurrence.Status);

    static string Text(LocalDateTime local, TimePrecision precision) =>
        precision == TimePrecision.Date ? Day.Format(local.Date) : Minute.Format(local);
}

/// <param name="Rule">RRULE's value (RFC 5545), in venue time.</param>
sealed record RecurrenceView(
    GivenOccurrence First, string Rule, IReadOnlyList<LocalDateTime>? Except, IReadOnlyList<LocalDateTime>? Also, IReadOnlyList<MovedOccurrence>? Moved)
{
    public static RecurrenceView Of(Recurrence given) => new(
        given.First, given.Rule, ScheduleView.NullIfEmpty(given.Except), ScheduleView.NullIfEmpty(given.Also), ScheduleView.NullIfEmpty(given.Moved));
}
