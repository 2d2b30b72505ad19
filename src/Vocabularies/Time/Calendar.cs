using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Vocabularies.Time;

/// <summary>When a school break or a holiday is, year by year.</summary>
public sealed class Calendar
{
    readonly Func<int, IReadOnlyList<DateInterval>> periods;

    internal Calendar(string name, CalendarArea? area, Func<int, IReadOnlyList<DateInterval>> periods)
    {
        Name = name;
        Area = area;
        this.periods = periods;
    }

    /// <summary>What it is asked for by: <c>midsommar</c>, or with the area <c>sportlov:1780</c>.</summary>
    public string Id => Area is null ? Name : $"{Name}:{Area.Code}";

    /// <summary>The same for every area: <c>sportlov</c>.</summary>
    public string Name { get; }

    /// <summary>Null: all of Sweden.</summary>
    public CalendarArea? Area { get; }

    public bool IsSchoolBreak => Area is not null;

    /// <summary>In every language of <see cref="Languages.All"/>.</summary>
    public required LocalizedText Labels { get; init; }

    public required CalendarSource Source { get; init; }

    /// <summary>Of days before this, and after <see cref="ValidTo"/>, it says nothing.</summary>
    public required LocalDate ValidFrom { get; init; }

    public required LocalDate ValidTo { get; init; }

    /// <returns>What begins in that year, in order; empty when it says nothing of it.</returns>
    public IReadOnlyList<DateInterval> In(int year) => year < ValidFrom.Year || year > ValidTo.Year ? [] : periods(year);

    /// <returns>The years it says something of.</returns>
    public IEnumerable<int> Years => Enumerable.Range(ValidFrom.Year, ValidTo.Year - ValidFrom.Year + 1).Where(year => periods(year).Count > 0);

    /// <returns>What goes on that day or is next, or null.</returns>
    public DateInterval? OnOrAfter(LocalDate day)
    {
        // One that began at the end of last year may go on.
        for (var year = Math.Max(day.Year - 1, ValidFrom.Year); year <= ValidTo.Year; year++)
        {
            if (In(year).FirstOrDefault(period => period.End >= day) is { } found)
            {
                return found;
            }
        }
        return null;
    }
}

/// <param name="Code">SCB's of a municipality, or <c>NO-</c> and the number of a Norwegian county.</param>
public sealed record CalendarArea(string Code, string Name);

/// <param name="Text">Where the dates come from, in Swedish, for who must judge them.</param>
public sealed record CalendarSource(string Text, string? Url);
