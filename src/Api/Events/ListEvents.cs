using System.Text.Json;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Facets;
using Besoksnaring.Api.Filters;
using Besoksnaring.Api.Listings;
using Besoksnaring.Api.Members;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Rights;
using Besoksnaring.Api.Shapes;
using Besoksnaring.Api.Sorting;
using Besoksnaring.Contracts;
using Besoksnaring.Vocabularies.Time;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Api.Events;

sealed class ListEvents(EventReader events, FacetReader facets, Suggestions suggestions, CataloguePosition catalogue, Known known, IClock clock) : IOperation
{
    const int MostDaysCounted = 366;

    public static OperationDescription Description { get; } = new("listEvents", "Events", "What is on, and when", "EventList")
    {
        Remarks = "A search over happenings: what overlaps the window matches. By day, unless `sort` says otherwise; on each day single happenings first, by time, and then what goes on from day to day. "
            + "Values of one filter are alternatives (repeat it, or separate with commas), `!` before a value means none of it, and filters narrow each other. "
            + "Follow `_links.next`: it says where to go on, whatever changes meanwhile.",
        Query =
        [
            EventParameters.When, EventParameters.From, EventParameters.To, EventParameters.View, EventParameters.Ongoing, EventParameters.Ended,
            EventParameters.Weekday, EventParameters.StartsAfter, EventParameters.StartsBefore, EventParameters.MinDuration, EventParameters.MaxDuration,
            .. ListingFilter.Parameters,
            EventParameters.Facets, EventParameters.Sort, MemberParameters.OfEvents.Fields, MemberParameters.OfEvents.Include, Parameters.Language, Parameters.Limit, Parameters.Offset, EventParameters.After, Parameters.Shape,
        ],
        Problems = [ProblemType.CalendarNoData],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        if (await context.ShapeAsync(query) is not { } shape)
        {
            return;
        }
        var language = context.Language(query);
        var asked = clock.GetCurrentInstant();
        var window = EventParameters.Window(query, known, asked);
        if (Refused(query, window, context.PublicUrl()) is { } problem)
        {
            await ProblemAnswer.WriteAsync(context, problem);
            return;
        }
        var search = EventSearch.Of(query, known, window.Window!, asked);
        var position = await catalogue.ReadAsync(cancellationToken);
        // As long as the minute and the catalogue stand, so does the answer.
        var rights = context.Rights();
        var tag = EntityTags.Of($"{position} {search.Now} {language} {rights.Key} {shape.Name} {context.PublicUrl()} {query.Whole()}");
        context.Response.Headers.ETag = tag;
        var caching = Caching.CatalogueUntil(Minutes.After(asked), asked);
        Caching.Set(context, caching);
        if (shape == Shape.Json && EntityTags.AnswerIfHeld(context, tag))
        {
            return;
        }
        var (limit, offset) = (query.Of(Parameters.Limit), query.Of(Parameters.Offset));
        var key = query.Whole(Parameters.Limit, Parameters.Offset, EventParameters.After, EventParameters.Sort,
            MemberParameters.OfEvents.Fields, MemberParameters.OfEvents.Include, Parameters.Language, Parameters.Shape);
        var total = await events.CountAsync(search, position, key, cancellationToken);
        var suggestion = total.Count > 0 ? null : await suggestions.ForAsync(
            search.Listings, async (other, words) => (await events.CountAsync(search with { Listings = other }, position, $"{key} {words}", cancellationToken)).Count, cancellationToken);
        var choice = MemberChoice.Of(query, MemberParameters.OfEvents);
        var rows = await events.ReadAsync(search, total, shape == Shape.Json ? choice : null, language, rights, limit, offset, cancellationToken);
        var page = new EventPage(query, total, rows, suggestion)
        {
            Facets = shape != Shape.Json ? [] : await FacetsAsync(search, query.Of(EventParameters.Facets), position, key, language, cancellationToken),
        };
        await (shape == Shape.Json ? JsonAsync(context, search, page, choice, caching) : ShapedAsync(context, shape, search, page, language, caching));
    }

    Task<IReadOnlyList<Facet>> FacetsAsync(EventSearch search, Words asked, string position, string key, string language, CancellationToken cancellationToken) => facets.ReadAsync(
        asked, search.Listings, position, $"{search.Now} {search.Window} {key}", language, statement => EventReader.Facets(statement, search, asked), cancellationToken);

    /// <returns>Why the parameters cannot be honoured together; null when they can.</returns>
    public static Problem? Refused(QueryValues query, WindowOrProblem window, string publicUrl)
    {
        var refusals = new List<Refusal>();
        Clash(EventParameters.When, EventParameters.From);
        Clash(EventParameters.When, EventParameters.To);
        refusals.AddRange(new[]
        {
            ListingFilter.Clash(query), SortWords.Clash(query, EventParameters.Sort), CursorClash.Of(query, EventParameters.After, query.Of(EventParameters.Sort) ?? SortWords.Next),
        }.OfType<Refusal>());
        if (query.Of(EventParameters.Facets).Contains(FacetNames.Day) && !(window.Window is { FirstDay: { } first, LastDay: { } last } && Period.DaysBetween(first, last) < MostDaysCounted))
        {
            refusals.Add(new("invalid-value", EventParameters.Facets.Name, FacetNames.Day, $"Days can be counted in a window of at most {MostDaysCounted} days.", ["day together with 'when', or with 'from' and 'to'"]));
        }
        if (refusals.Count == 0 && window.Problem is { } problem)
        {
            if (problem.Kind == TimeProblemKind.NoData)
            {
                return Problem.NoDates(problem);
            }
            refusals.Add(new("invalid-value", problem.Parameter, problem.Value, $"'{problem.Parameter}': {problem.Detail}", problem.Allowed,
                Nearest: problem.Kind == TimeProblemKind.UnknownWord ? Nearest.To(problem.Value, problem.Allowed) : null));
        }
        return refusals.Count > 0 ? Problem.Refused(refusals, publicUrl) : null;

        void Clash(QueryParameter one, QueryParameter other)
        {
            if (query.Has(one) && query.Has(other))
            {
                refusals.Add(new("invalid-value", other.Name, null, $"'{other.Name}' cannot be given together with '{one.Name}'.", [$"'{one.Name}' or '{other.Name}'"]));
            }
        }
    }

    static Task JsonAsync(HttpContext context, EventSearch search, EventPage page, MemberChoice choice, string caching)
    {
        var address = context.ListAddress();
        var answer = JsonAnswer.List("events", json =>
        {
            json.WriteStartObject("_meta");
            json.WriteNumber("totalCount", page.Total.Count);
            json.WriteBoolean("totalCountIsExact", page.Total.IsExact);
            json.WriteNumber("limit", page.Query.Of(Parameters.Limit));
            json.WriteNumber("offset", page.Query.Of(Parameters.Offset));
            if (page.Suggestion is not null)
            {
                json.WriteString("suggestion", page.Suggestion);
            }
            json.WriteEndObject();
            json.WriteStartObject("_links");
            Links.Write(json, "self", address + page.Query.Write());
            foreach (var (rel, href) in page.Links(address))
            {
                Links.Write(json, rel, href);
            }
            foreach (var alternate in Links.Alternates(address, page.Query))
            {
                Links.Write(json, alternate);
            }
            json.WriteEndObject();
            json.WritePropertyName("window");
            JsonSerializer.Serialize(json, WindowView.Of(search), ContractsJson.Options);
            FacetReader.Write(json, page.Facets);
        });
        foreach (var row in page.Rows)
        {
            var self = $"{context.PublicUrl()}/api/v1/listings/{row.Place.ListingId}";
            var more = JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    Occurrences = choice.Shows("occurrences") ? row.Occurrences.Select(OccurrenceView.Of) : null,
                    NextOccurrence = row.Next is { } next && choice.Shows("nextOccurrence") ? OccurrenceView.Of(next) : null,
                },
                ContractsJson.Options);
            answer.RenderedRow(more.Length == 2 ? row.Json : [.. row.Json.AsSpan(..^1), (byte)',', .. more.AsSpan(1)], ("self", self), ("occurrences", self + "/occurrences"));
        }
        return answer.EndListAsync(context, caching);
    }

    Task ShapedAsync(HttpContext context, Shape shape, EventSearch search, EventPage page, string language, string caching)
    {
        var address = context.ListAddress();
        var rows = page.Rows.Select(row => new ShapedListing(row.Json, row.Tag, row.Occurrences) { IsPart = search.EachOccurrence }).ToList();
        var shaped = new ShapedPage(known.Region.Name, address + page.Query.Write(shape: shape.Name), context.PublicUrl(), language, rows)
        {
            Total = page.Total.IsExact ? page.Total.Count : null,
            Pages = [.. page.Links(address)],
        };
        return ShapedAnswer.SendAsync(context, shape, shaped, caching);
    }
}

sealed record EventPage(QueryValues Query, Total Total, EventRows Found, string? Suggestion)
{
    public IReadOnlyList<EventRow> Rows => Found.Rows;

    public IReadOnlyList<Facet> Facets { get; init; } = [];

    public IEnumerable<(string Rel, string Href)> Links(string address)
    {
        var filters = Query.WriteWithout(Parameters.Offset, EventParameters.After);
        yield return ("first", address + filters);
        if (Query.Of(Parameters.Offset) is > 0 and var offset)
        {
            yield return ("prev", address + Query.Write(Math.Max(0, offset - Query.Of(Parameters.Limit))));
        }
        if (Found.Last is { } last)
        {
            yield return ("next", $"{address}{filters}{(filters.Length == 0 ? "?" : "&")}{EventParameters.After.Name}={last.Write()}");
        }
    }
}

/// <summary>The window as it was understood.</summary>
sealed record WindowView(string? Name, string? Calendar, string? From, string? To, LocalDate? FirstDay, LocalDate? LastDay, string TimeZone)
{
    public static WindowView Of(EventSearch search)
    {
        var window = search.Window;
        return new(window.Name, window.Calendar, Text(window.From), Text(window.To), window.FirstDay, window.LastDay, search.Zone.Id);
    }

    static string? Text(Instant? instant) => instant is { } at ? InstantPattern.General.Format(at) : null;
}
