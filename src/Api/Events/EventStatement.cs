using Besoksnaring.Api.Filters;

namespace Besoksnaring.Api.Events;

/// <summary>
/// The conditions of a search on <c>catalog.event_day</c>. An occurrence has a row for each of its days, and one of them stands for it: its first
/// that is asked for. Only what is asked for is in the statement, so each kind of question has a plan of its own.
/// </summary>
sealed class EventStatement
{
    public const string Order = "day, is_run, starts_at, listing_id, start_local, precision";

    readonly Statement statement;
    readonly EventSearch search;
    readonly string firstDay;
    readonly string windowDay;
    readonly Func<string, string> standsFor;
    readonly List<Func<string, string>> ofOccurrence = [];
    readonly List<string> ofListing = [];
    string? weekdays;

    public EventStatement(Statement statement, EventSearch search)
    {
        (this.statement, this.search) = (statement, search);
        firstDay = statement.Given(search.FirstDay);
        windowDay = search.WindowDay == search.FirstDay ? firstDay : statement.Given(search.WindowDay);
        standsFor = StandsFor();
        AskForTime();
        AskForListings();
    }

    /// <returns>Conditions for the rows <c>d</c> that are wanted: one for each event, its first, or one for each occurrence.</returns>
    public string Wanted()
    {
        var conditions = new List<string> { OfOccurrence("d") };
        conditions.AddRange(ofListing);
        if (!search.EachOccurrence)
        {
            conditions.Add($"""
                not exists (select from catalog.event_day e where e.listing_id = d.listing_id and e.day <= d.day and {OfOccurrence("e")}
                    and (e.day, e.is_run, e.starts_at, e.start_local, e.precision) < (d.day, d.is_run, d.starts_at, d.start_local, d.precision))
                """);
        }
        return string.Join("\n and ", conditions);
    }

    public string OfOccurrence(string alias) => string.Join(" and ", ofOccurrence.Select(condition => condition(alias)).Prepend($"{alias}.day >= {firstDay}").Append(standsFor(alias)));

    /// <returns>Conditions for every row <c>d</c> of what is wanted: one for each of its days that is asked for.</returns>
    public string EachDay()
    {
        var conditions = ofOccurrence.Select(condition => condition("d")).Prepend($"d.day >= {windowDay}").Concat(ofListing);
        return string.Join("\n and ", search.Weekdays.Count == 0 ? conditions : conditions.Append(IsWeekday("d")));
    }

    void AskForTime()
    {
        if (search.Window.LastDay is { } last)
        {
            var lastDay = statement.Given(last);
            ofOccurrence.Add(a => $"{a}.day <= {lastDay}");
        }
        // What has a row for a day overlaps that day, so whole days ask nothing more: each condition that says nothing new misleads the planner.
        if (search.Window.From is { } from && from != search.Zone.AtStartOfDay(search.WindowDay).ToInstant())
        {
            var given = statement.Given(from);
            // What has no known end, or none at all, is where it begins; where only its day is known, it is all day.
            ofOccurrence.Add(a => $"({a}.ends_at > {given} or {a}.starts_at >= {given} or ({a}.precision = 'date' and {a}.over_at > {given}))");
        }
        if (search.Window is { To: { } to, LastDay: { } lastWhole } && to != search.Zone.AtStartOfDay(lastWhole.PlusDays(1)).ToInstant())
        {
            var given = statement.Given(to);
            ofOccurrence.Add(a => $"{a}.starts_at < {given}");
        }
        if (!search.Ended && search.WindowDay <= search.Today)
        {
            var given = statement.Given(search.Now);
            ofOccurrence.Add(a => $"{a}.over_at > {given}");
        }
        if (search.Ongoing is "false" or "only")
        {
            var not = search.Ongoing == "false" ? "not " : "";
            ofOccurrence.Add(a => $"{not}{a}.is_run");
        }
        AskForClock();
    }

    void AskForClock()
    {
        if (search.StartsAfter is { } after)
        {
            var given = statement.Given(after);
            ofOccurrence.Add(a => $"{a}.precision = 'minute' and {a}.start_local::time >= {given}");
        }
        if (search.StartsBefore is { } before)
        {
            var given = statement.Given(before);
            ofOccurrence.Add(a => $"{a}.precision = 'minute' and {a}.start_local::time < {given}");
        }
        if (search.MinMinutes is { } least)
        {
            var given = statement.Given(least);
            ofOccurrence.Add(a => $"{a}.minutes >= {given}");
        }
        if (search.MaxMinutes is { } most)
        {
            var given = statement.Given(most);
            ofOccurrence.Add(a => $"{a}.minutes <= {given}");
        }
    }

    /// <returns>Whether a row's day stands for its occurrence: it has none before that is asked for. Nearly all do: as a comparison with a number the planner takes it for that, and else for a third.</returns>
    Func<string, string> StandsFor()
    {
        if (search.Weekdays.Count == 0)
        {
            return a => $"({a}.day <= greatest({a}.first_day, {firstDay}))::integer <> 0";
        }
        // How many days it is from each day of the week back to the last that is asked for.
        var days = statement.Given(Enumerable.Range(1, 7).Select(day => search.Weekdays.Min(wanted => (day - wanted + 6) % 7 + 1)).ToArray());
        return a => $"{IsWeekday(a)} and {a}.day - ({days})[extract(isodow from {a}.day)::integer] < greatest({a}.first_day, {firstDay})";
    }

    string IsWeekday(string alias) => $"({weekdays ??= statement.Given(Enumerable.Range(1, 7).Select(search.Weekdays.Contains).ToArray())})[extract(isodow from {alias}.day)::integer]";

    void AskForListings()
    {
        ofListing.AddRange(search.Listings.OfBoth(statement, "d", "d.listing_id", inCells: true));
        // In a table of their own: words are what is asked most, and often alone.
        if (search.Listings.Text.Count > 0)
        {
            ofListing.Add($"exists (select from catalog.listing_words w where w.listing_id = d.listing_id and {search.Listings.HasWords(statement, "w")})");
        }
        string[] ofRow = [.. search.Listings.OfListingButWords(statement)];
        if (ofRow.Length > 0)
        {
            ofListing.Add($"exists (select from catalog.listing_row l where l.id = d.listing_id and {string.Join(" and ", ofRow)})");
        }
    }
}
