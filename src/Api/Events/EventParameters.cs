using Besoksnaring.Api.Facets;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Sorting;
using Besoksnaring.Vocabularies.Time;

namespace Besoksnaring.Api.Events;

/// <summary>What events can be asked by, besides what listings can.</summary>
static class EventParameters
{
    static readonly (string Word, int Day, string[] Spellings)[] Days =
    [
        ("monday", 1, ["mon", "måndag", "mandag"]), ("tuesday", 2, ["tue", "tisdag"]), ("wednesday", 3, ["wed", "onsdag"]), ("thursday", 4, ["thu", "torsdag"]),
        ("friday", 5, ["fri", "fredag"]), ("saturday", 6, ["sat", "lördag", "lordag"]), ("sunday", 7, ["sun", "söndag", "sondag"]),
    ];

    public static readonly TextParameter When = new(
        "when", "A word for a time: `today`, `tonight`, `tomorrow`, `this-weekend`, `this-week`, `next-week`, `this-month`, `next-month` (Swedish too: `i-helgen`); "
        + "a date, an ISO week (`2026-W09`), a month (`2026-07`); a holiday or school break with its place and, if wished, year (`sportlov:1780:2027`; "
        + "`/api/v1/calendars` lists them). The answer says which `window` it means. Not together with `from` and `to`.", "this-weekend");

    public static readonly TextParameter From = new(
        "from", "Only what goes on at or after this: a date (a day in the region), or a moment with an offset. Default: now.", "2026-12-24");

    public static readonly TextParameter To = new(
        "to", "Only what goes on before this: a date (that day included), or a moment with an offset (not included).", "2026-12-26");

    public static readonly OneWordParameter View = new(
        "view", "`events`: each event once, with its occurrences that match. `occurrences`: a row for each of them. Default: `events`.", "occurrences", ["events", "occurrences"]);

    public static readonly OneWordParameter Ongoing = new(
        "ongoing", "What goes on from day to day, like an exhibition (`isRun`): `true` with the rest, after each day's single happenings; `false` without it; `only` it. "
        + "Default: `true`.", "false", ["true", "false", "only"]);

    public static readonly FlagParameter Ended = new("ended", "`true`: also what is over. Otherwise it never appears.");

    public static readonly WordsParameter Weekday = new("weekday", "Only what takes place on these days of the week.", "saturday")
    {
        Spellings = _ => Days.SelectMany(day => day.Spellings.Prepend(day.Word).Select(spelling => (spelling, day.Word))),
        Find = (_, text) => Days.FirstOrDefault(day => day.Spellings.Prepend(day.Word).Contains(text, StringComparer.OrdinalIgnoreCase)).Word,
    };

    public static readonly TimeOfDayParameter StartsAfter = new(
        "startsAfter", "Only what begins at this time of day, in the venue's time, or later. What has only a date is left out.", "17:00");

    public static readonly TimeOfDayParameter StartsBefore = new(
        "startsBefore", "Only what begins before this time of day, in the venue's time. What has only a date is left out.", "12:00");

    public static readonly DurationParameter MinDuration = new("minDuration", "Only what lasts at least so long. What has no known end is left out.", "PT30M");

    public static readonly DurationParameter MaxDuration = new("maxDuration", "Only what lasts at most so long. What has no known end is left out.", "PT2H");

    public static readonly OneWordParameter Sort = SortWords.ParameterOf(SortWords.Next, SortWords.Name);

    public static readonly CursorParameter<EventCursor> After = new();

    public static readonly WordsParameter Facets = FacetNames.ParameterOf(FacetNames.Concept, FacetNames.Municipality, FacetNames.Kind, FacetNames.Day);

    /// <returns>ISO numbers, Monday is 1.</returns>
    public static IEnumerable<int> Numbers(Words weekdays) => Days.Where(day => weekdays.Contains(day.Word)).Select(day => day.Day);

    /// <summary>A word means on every page what it meant on the first.</summary>
    /// <returns>The window asked for; what is given neither way is from now on.</returns>
    public static WindowOrProblem Window(QueryValues query, Known known, NodaTime.Instant now) => query.Of(When) is { } word
        ? Vocabularies.Time.When.Resolve(word, query.Of(After)?.Now ?? now, known.Region.Zone, known.Region.Calendars)
        : Vocabularies.Time.When.Between(query.Of(From), query.Of(To), known.Region.Zone);
}
