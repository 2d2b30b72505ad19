using Besoksnaring.Contracts.Content;
using Besoksnaring.Vocabularies.Time;
using NodaTime;

namespace Besoksnaring.Api.Vocabulary;

/// <param name="Label">In the language asked for.</param>
sealed record CalendarView(
    string Id, string Name, string Kind, string Label, LocalizedText Labels, CalendarArea? Area, IReadOnlyList<CalendarPeriod> Periods,
    CalendarSource Source, LocalDate ValidFrom, LocalDate ValidTo)
{
    /// <summary>A holiday comes every year: these are enough to plan by, and any year can be asked for.</summary>
    const int YearsShown = 3;

    public static CalendarView Of(Calendar calendar, string language, int? year, int thisYear) => new(
        calendar.Id, calendar.Name, calendar.IsSchoolBreak ? "schoolBreak" : "holiday", calendar.Labels[language]!, calendar.Labels, calendar.Area,
        [.. Years(calendar, year, thisYear).SelectMany(calendar.In).Select(days => new CalendarPeriod(days.Start.Year, days.Start, days.End))],
        calendar.Source, calendar.ValidFrom, calendar.ValidTo);

    static IEnumerable<int> Years(Calendar calendar, int? year, int thisYear) =>
        year is { } asked ? [asked]
        : calendar.IsSchoolBreak ? calendar.Years
        : Enumerable.Range(thisYear, YearsShown);
}

/// <param name="Year">The year that it begins in: what <c>midsommar:2027</c> asks for.</param>
/// <param name="Last">The last day, included.</param>
sealed record CalendarPeriod(int Year, LocalDate First, LocalDate Last);
