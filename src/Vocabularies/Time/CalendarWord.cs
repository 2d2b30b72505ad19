using System.Globalization;
using NodaTime;

namespace Besoksnaring.Vocabularies.Time;

/// <summary>A calendar asked for by name, area and year: <c>midsommar</c>, <c>jul:2027</c>, <c>sportlov:1780</c>, <c>sportlov:1780:2027</c>.</summary>
static class CalendarWord
{
    /// <returns>Null when no calendar has that name, or the area is none that is known.</returns>
    public static WindowOrProblem? Resolve(string word, LocalDate today, DateTimeZone zone, Calendars calendars)
    {
        var parts = word.Split(':', StringSplitOptions.TrimEntries).ToList();
        if (calendars.NameOf(parts[0]) is not { } name)
        {
            return null;
        }
        var ofName = calendars.All.Where(c => c.Name == name).ToList();
        var hasAreas = ofName[0].Area is not null;
        if (hasAreas && parts.Count == 1)
        {
            return NoData(word, $"'{name}' differs from place to place: say where.", [.. ofName.Select(c => c.Id)]);
        }
        var area = hasAreas ? parts[1] : null;
        if (!TryYear(parts.Skip(hasAreas ? 2 : 1).ToList(), out var year) || (area is not null && calendars.CodeOf(area) is null))
        {
            return null;
        }
        if (calendars.Of(name, area) is not { } calendar)
        {
            return NoData(word, $"There are no dates of '{name}' for that area.", [.. ofName.Select(c => c.Id)]);
        }
        var period = year is null ? calendar.OnOrAfter(today) : Of(calendar.In(year.Value), today);
        return period is null
            ? NoData(word, $"'{calendar.Id}' has no dates {(year is null ? "that lie ahead" : $"in {year}")}. It has {Years(calendar)}.", [.. YearsOf(calendar)])
            : WindowOrProblem.Of(TimeWindow.OfDays(period.Start, period.End, zone) with { Name = $"{calendar.Id}:{period.Start.Year}", Calendar = calendar.Id });
    }

    /// <summary>Some come several times a year: the one that goes on or is next, or the first of a year that is over.</summary>
    static DateInterval? Of(IReadOnlyList<DateInterval> ofYear, LocalDate today) =>
        ofYear.Count == 0 ? null : ofYear.FirstOrDefault(period => period.End >= today, ofYear[0]);

    static bool TryYear(List<string> rest, out int? year)
    {
        year = null;
        if (rest.Count == 0)
        {
            return true;
        }
        if (rest.Count > 1 || rest[0].Length != 4 || !int.TryParse(rest[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }
        year = number;
        return true;
    }

    static string Years(Calendar calendar)
    {
        var years = calendar.Years.ToList();
        return years.Count == 1 ? $"{years[0]}" : $"{years[0]} to {years[^1]}";
    }

    static IEnumerable<string> YearsOf(Calendar calendar)
    {
        var years = calendar.Years.ToList();
        return years.Count <= 10 ? years.Select(year => $"{calendar.Id}:{year}") : [$"{calendar.Id}:{years[0]} to {calendar.Id}:{years[^1]}"];
    }

    static WindowOrProblem NoData(string word, string detail, IReadOnlyList<string> allowed) =>
        WindowOrProblem.Of(new TimeProblem(TimeProblemKind.NoData, "when", word, detail, allowed));
}
