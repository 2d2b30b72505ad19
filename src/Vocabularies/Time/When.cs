using NodaTime;

namespace Besoksnaring.Vocabularies.Time;

/// <summary>Reads a visitor's question of time. Only the instant and the zone given count; no clock and no system zone is asked.</summary>
public static class When
{
    const int LongestText = 80;

    const string Parameter = "when";

    static readonly string[] Forms = ["a date: 2026-07-04", "an ISO week: 2026-W09", "a month: 2026-07"];

    /// <returns>Every spelling that is understood, besides dates, weeks and months, with our word for it.</returns>
    public static IEnumerable<(string Spelling, string Word)> Spellings(Calendars calendars) => TimeWord.Spellings.Concat(calendars.Spellings);

    /// <returns>Our words, with every calendar by its name without an area.</returns>
    public static IEnumerable<string> Words(Calendars calendars) => TimeWord.All.Concat(calendars.Names);

    /// <summary>
    /// Reads <c>today</c>, <c>i-helgen</c>, <c>2026-W09</c>, <c>2026-07</c>, <c>2026-07-04</c>, <c>midsommar</c>, <c>sportlov:1780</c>,
    /// <c>sportlov:1780:2027</c>. Case, marks, hyphens and spaces do not matter.
    /// </summary>
    /// <param name="now">Decides what is going on or next.</param>
    /// <param name="zone">The region's: in it the days begin.</param>
    public static WindowOrProblem Resolve(string word, Instant now, DateTimeZone zone, Calendars calendars)
    {
        if (word.Length > LongestText)
        {
            return Unknown(word, calendars);
        }
        if (TimeWord.Find(TimeWord.Key(word)) is { } known)
        {
            return WindowOrProblem.Of(TimeWord.Resolve(known, now, zone));
        }
        if (FixedPeriod.Read(word, zone) is { } period)
        {
            return period;
        }
        return CalendarWord.Resolve(word, now.InZone(zone).Date, zone, calendars) ?? Unknown(word, calendars);
    }

    /// <summary>
    /// Reads <c>from</c> and <c>to</c>: each a date (the day of <c>to</c> included), a moment with an offset, or a local time, which is
    /// read by the region's clock. A window of no length, or of more than three years, is refused.
    /// </summary>
    /// <returns>A window without bound on the side that is null.</returns>
    public static WindowOrProblem Between(string? from, string? to, DateTimeZone zone) => MomentText.Between(from, to, zone);

    static WindowOrProblem Unknown(string word, Calendars calendars) => WindowOrProblem.Of(new TimeProblem(
        TimeProblemKind.UnknownWord, Parameter, word, "It is not a time that is understood.", [.. Words(calendars), .. Forms]));
}
