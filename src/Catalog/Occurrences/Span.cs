using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Catalog.Occurrences;

/// <summary>From when to when in venue time, before anyone asks what the clocks do there.</summary>
sealed record Span(LocalDateTime Start, LocalDateTime? End, TimePrecision Precision, EventStatus? Status);

/// <summary>Reads what a provider gives as start and end.</summary>
static class GivenReading
{
    const int FirstYear = 1900;
    public const int LastYear = 2200;

    /// <returns>Null when it cannot be a happening; <paramref name="problems"/> says why.</returns>
    public static Span? Read(GivenOccurrence given, string field, List<ScheduleProblem> problems)
    {
        if (given.StartDate.Year is < FirstYear or > LastYear)
        {
            problems.Add(new ScheduleProblem(field + ".startDate", $"the year {given.StartDate.Year} is none of {FirstYear} to {LastYear}"));
            return null;
        }
        if (given.EndDate?.Year > LastYear)
        {
            // "Until further notice", as some systems say it.
            given = given with { EndDate = new LocalDate(LastYear, 12, 31) };
        }
        if (given.EndDate < given.StartDate)
        {
            problems.Add(new ScheduleProblem(field + ".endDate", $"{given.EndDate:uuuu-MM-dd} lies before the start on {given.StartDate:uuuu-MM-dd}; no end is kept"));
            given = given with { EndDate = null, EndTime = null };
        }
        return given.StartTime is { } time
            ? new Span(given.StartDate + time, EndOf(given, given.StartDate + time), TimePrecision.Minute, given.Status)
            : new Span(given.StartDate.AtMidnight(), given.EndDate?.AtMidnight(), TimePrecision.Date, given.Status);
    }

    static LocalDateTime? EndOf(GivenOccurrence given, LocalDateTime start)
    {
        if (given.EndTime is not { } time)
        {
            // The date of the start says nothing of the end; a later one says that it goes on to that day's end.
            return given.EndDate > given.StartDate ? given.EndDate.Value.PlusDays(1).AtMidnight() : null;
        }
        var end = (given.EndDate ?? given.StartDate) + time;
        if (end > start)
        {
            return end;
        }
        // An end equal to the start is a form filled in, not an end; one before it is past midnight.
        return end == start ? null : end.PlusDays(1);
    }
}
