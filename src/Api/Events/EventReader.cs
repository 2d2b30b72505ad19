using Besoksnaring.Api.Facets;
using Besoksnaring.Api.Filters;
using Besoksnaring.Api.Members;
using Besoksnaring.Api.Rights;
using Besoksnaring.Api.Shapes;
using Besoksnaring.Api.Sorting;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Api.Events;

/// <summary>One row of a page of events.</summary>
/// <param name="Json">The listing in one language, as it was rendered for lists, or whole.</param>
/// <param name="Occurrences">Those that match, ten at most.</param>
/// <param name="Next">The next one that takes place; null: none is known.</param>
sealed record EventRow(EventCursor Place, byte[] Json, string Tag, List<ShapedOccurrence> Occurrences, ShapedOccurrence? Next);

/// <param name="Last">Where the page ends, when there is more behind it.</param>
sealed record EventRows(IReadOnlyList<EventRow> Rows, EventCursor? Last);

/// <summary>A total that was counted up to a limit.</summary>
readonly record struct Total(long Count, bool IsExact);

/// <summary>Reads what is on, in the order of days.</summary>
sealed class EventReader(ReadDatabase database)
{
    const int MostCounted = 10_000;
    const int MostOccurrences = 10;
    const int FewDays = 31;

    /// <summary>So few that a word finds are gathered and put in order; to look for a page of them along the list is to read most of it.</summary>
    const int Few = 3_000;

    /// <summary>The list of some days is short itself.</summary>
    const int FewInFewDays = 300;

    /// <summary>Where a place is asked for too, the planner knows how much there is.</summary>
    const int FewInPlace = 20;

    /// <summary>Rows of a first page that may be of events which are on it already: most pages have fewer.</summary>
    const int Again = 5;
    const string Date = "date";

    /// <summary>Of one event, in the shapes: a calendar that somebody subscribes to lacks none. The write side keeps no more.</summary>
    const int AllOccurrences = 10_000;

    readonly Remembered<Total> totals = new();

    /// <param name="key">The same for the same filters.</param>
    public Task<Total> CountAsync(EventSearch search, string position, string key, CancellationToken cancellationToken) =>
        totals.GetAsync(position, $"{search.Now} {search.Window} {key}", async () =>
        {
            await using var command = search.Listings.In(database).CreateCommand();
            var statement = new Statement(command);
            // Within some weeks an event has few rows: reading all of them is quicker than looking for each one's first. A longer list is stopped early.
            var isShort = !search.EachOccurrence && IsOfFewDays(search);
            command.CommandText = $"""
                select count(*) from (
                    select {(isShort ? "distinct d.listing_id" : "")} from catalog.event_day d
                    where {new EventStatement(statement, search with { EachOccurrence = search.EachOccurrence || isShort }).Wanted()} limit {statement.Given(MostCounted + 1)}
                ) counted
                """;
            var count = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
            return new Total(Math.Min(count, MostCounted), count <= MostCounted);
        });

    public static FacetSql Facets(Statement statement, EventSearch search, IReadOnlyList<string> facets)
    {
        var sql = new FacetSql();
        var kind = facets.Contains(FacetNames.Kind) ? "(select l.kind from catalog.listing_row l where l.id = d.listing_id)" : "null";
        var columns = $"d.listing_id, d.municipality, d.concepts, {kind} as kind";
        // Whatever is on has a day: where days are counted, events need not be looked for again.
        const string days = "days";
        var areDaysRead = facets.Contains(FacetNames.Day) && !search.EachOccurrence;
        // A day that is past counts what went on then and still does; whether that is found depends on the days to come.
        var fromDays = "";
        if (areDaysRead)
        {
            sql.Read(days, $"select d.day, {columns} from catalog.event_day d where {new EventStatement(statement, search).EachDay()}");
            fromDays = $"select distinct on (listing_id) listing_id, municipality, concepts, kind from {days} where day >= {statement.Given(search.FirstDay)}";
        }
        foreach (var facet in facets)
        {
            if (facet == FacetNames.Day)
            {
                sql.Add(facet, areDaysRead
                    ? $"select day::text, count(distinct listing_id) from {days} group by day"
                    : $"select d.day::text, count(*) from catalog.event_day d where {new EventStatement(statement, search).EachDay()} group by d.day");
                continue;
            }
            sql.Add(facet, search.Listings.Without(facet), rows => areDaysRead && ReferenceEquals(rows, search.Listings)
                ? fromDays
                : $"""
                    select {(search.EachOccurrence ? "" : "distinct on (d.listing_id)")} {columns}
                    from catalog.event_day d where {new EventStatement(statement, search with { Listings = rows, EachOccurrence = true }).Wanted()}
                    """);
        }
        return sql;
    }

    static bool IsOfFewDays(EventSearch search) => search.Window is { FirstDay: { } first, LastDay: { } last } && Period.DaysBetween(first, last) <= FewDays;

    /// <param name="total">How many there are.</param>
    /// <param name="choice">Members of rows as lists show them; null: whole listings, for the shapes that say everything.</param>
    public async Task<EventRows> ReadAsync(EventSearch search, Total total, MemberChoice? choice, string language, ReaderRights rights, int limit, int offset, CancellationToken cancellationToken)
    {
        var few = search.Listings.IsOfPlace ? FewInPlace : IsOfFewDays(search) ? FewInFewDays : Few;
        var isFew = total.IsExact && total.Count <= few && search is { Sort: SortWords.Next, Listings.Text.Count: > 0 };
        var places = total is { IsExact: true, Count: 0 } ? []
            : isFew ? await PlacesAsync(search, GatheredSql, limit + 1, offset, cancellationToken)
            : await FirstPlacesAsync(search, limit + 1, offset, cancellationToken) ?? await PlacesAsync(search, PlacesSql, limit + 1, offset, cancellationToken);
        var last = places.Count > limit ? places[limit - 1] : null;
        return new EventRows(places.Count == 0 ? [] : await RowsAsync(search, [.. places.Take(limit)], choice, language, rights, cancellationToken), last);
    }

    /// <summary>
    /// The first page, each event where it comes first. Told apart here: a statement that does it is planned as long as it is answered, and for the
    /// first page there is nothing before it to look for.
    /// </summary>
    /// <returns>Null when it is not the first page, or has so many events again and again that it is not full.</returns>
    async Task<List<EventCursor>?> FirstPlacesAsync(EventSearch search, int limit, int offset, CancellationToken cancellationToken)
    {
        if (search is not { EachOccurrence: false, After: null, Sort: SortWords.Next } || offset > 0)
        {
            return null;
        }
        var enough = limit + Again;
        var rows = await PlacesAsync(search with { EachOccurrence = true }, PlacesSql, enough, 0, cancellationToken);
        var places = rows.DistinctBy(row => row.ListingId).Take(limit).ToList();
        return places.Count == limit || rows.Count < enough ? places : null;
    }

    /// <summary>Which rows: apart from what they say, because only this is worth a plan of its own for each question.</summary>
    async Task<List<EventCursor>> PlacesAsync(EventSearch search, Func<Statement, EventSearch, int, int, string> sql, int limit, int offset, CancellationToken cancellationToken)
    {
        await using var command = search.Listings.In(database).CreateCommand();
        command.CommandText = sql(new Statement(command), search, limit, offset);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var places = new List<EventCursor>();
        while (await reader.ReadAsync(cancellationToken))
        {
            places.Add(new EventCursor(
                reader.GetFieldValue<LocalDate>(0), reader.GetBoolean(1), reader.GetFieldValue<Instant>(2), reader.GetString(3),
                reader.GetFieldValue<LocalDateTime>(4), reader.GetString(5) == Date, search.Window.From, search.Window.To, search.Now)
            {
                Sort = search.Sort,
                Key = search.Sort == SortWords.Next ? null : SortKey.Read(search.Sort, reader, 6),
            });
        }
        return places;
    }

    static string PlacesSql(Statement statement, EventSearch search, int limit, int offset)
    {
        var key = search.Sort == SortWords.Next ? null : SortKey.Of(search.Sort, statement, search.Listings, search.Today, search.Now);
        var order = key?.Order("sort_key", EventStatement.Order) ?? EventStatement.Order;
        var beyond = Beyond(statement, search.After);
        var after = beyond is null ? "" : "and " + (key?.After(statement, search.After!.Key!, beyond) ?? beyond);
        // The limit is written out: a plan that does not know it expects a tenth of everything.
        return $"""
            select {EventStatement.Order}{(key is null ? "" : $", {key.Sql} as sort_key")}
            from catalog.event_day d {(key is null ? "" : "join catalog.listing_row l on l.id = d.listing_id")}
            where {new EventStatement(statement, search).Wanted()} {after}
            order by {order} limit {limit} {(offset == 0 ? "" : $"offset {statement.Given(offset)}")}
            """;
    }

    /// <summary>All there are, and these in order.</summary>
    static string GatheredSql(Statement statement, EventSearch search, int limit, int offset) => $"""
        select {EventStatement.Order}
        from (
            select {(search.EachOccurrence ? "" : "distinct on (d.listing_id)")} {EventStatement.Order}
            from catalog.event_day d where {new EventStatement(statement, search with { EachOccurrence = true }).Wanted()}
            {(search.EachOccurrence ? "offset 0" : $"order by listing_id, {EventStatement.Order}")}
        ) d
        {(Beyond(statement, search.After) is { } beyond ? $"where {beyond}" : "")}
        order by {EventStatement.Order} limit {limit} {(offset == 0 ? "" : $"offset {statement.Given(offset)}")}
        """;

    /// <returns>What comes after that place in the order; null when all does.</returns>
    static string? Beyond(Statement statement, EventCursor? last) => last is null
        ? null
        : $"(d.day, d.is_run, d.starts_at, d.listing_id, d.start_local, d.precision) > ({statement.Given(last.Day)}, {statement.Given(last.IsRun)}, "
            + $"{statement.Given(last.StartsAt)}, {statement.Given(last.ListingId)}, {statement.Given(last.StartLocal)}, {statement.Given(Precision(last))})";

    /// <summary>One that is withdrawn between the two statements is not there.</summary>
    async Task<IReadOnlyList<EventRow>> RowsAsync(
        EventSearch search, IReadOnlyList<EventCursor> places, MemberChoice? choice, string language, ReaderRights rights, CancellationToken cancellationToken)
    {
        await using var command = database.Settled.CreateCommand();
        command.CommandText = RowsSql(new Statement(command), search, places, choice, language);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<EventRow>(places.Count);
        var row = 0L;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (reader.GetInt64(0) is var number && number != row)
            {
                row = number;
                rows.Add(new EventRow(places[(int)number - 1], Json(reader, choice, rights), reader.GetString(3) + rights.Key, [], reader.IsDBNull(12) ? null : reader.Occurrence(12)));
            }
            rows[^1].Occurrences.Add(reader.Occurrence(4));
        }
        return rows;
    }

    static string RowsSql(Statement statement, EventSearch search, IReadOnlyList<EventCursor> places, MemberChoice? choice, string language)
    {
        var isWhole = choice is null;
        var (today, now) = (statement.Given(search.Today), statement.Given(search.Now));
        // A row is one occurrence, or all of its event that match.
        var (given, columns, wanted) = search.EachOccurrence
            ? ($"""
                , {statement.Given(places.Select(place => place.Day).ToArray())}::date[], {statement.Given(places.Select(place => place.IsRun).ToArray())}::boolean[],
                {statement.Given(places.Select(place => place.StartsAt).ToArray())}::timestamptz[], {statement.Given(places.Select(place => place.StartLocal).ToArray())}::timestamp[],
                {statement.Given(places.Select(Precision).ToArray())}::text[]
                """,
                ", day, is_run, starts_at, start_local, precision",
                "(d.day, d.is_run, d.starts_at, d.start_local, d.precision) = (page.day, page.is_run, page.starts_at, page.start_local, page.precision)")
            : ("", "", new EventStatement(statement, search with { Listings = ListingFilter.Everything }).OfOccurrence("d"));
        return $"""
            select page.number, case when o.place = 1 then b.{(isWhole ? "detail" : "list")} end, case when o.place = 1 and {(choice?.NeedsWhole == true ? "true" : "false")} then b.detail end, b.etag,
                {Columns("o")},
                {Columns("n")}
            from unnest({statement.Given(places.Select(place => place.ListingId).ToArray())}::text[] {given}) with ordinality page (listing_id {columns}, number)
            join catalog.listing_bytes b on b.listing_id = page.listing_id and b.language = {statement.Given(language)}
            cross join lateral (
                select {OccurrenceColumns.All}, row_number() over (order by {EventStatement.Order}) as place
                from catalog.event_day d where d.listing_id = page.listing_id and {wanted}
                order by {EventStatement.Order} limit {(isWhole ? AllOccurrences : MostOccurrences)}
            ) o
            left join lateral (
                select {OccurrenceColumns.All}
                from catalog.event_day d
                where d.listing_id = page.listing_id and d.day >= {today} and d.over_at > {now} and d.status not in ('cancelled', 'postponed')
                order by {EventStatement.Order} limit 1
            ) n on true
            order by page.number, o.place
            """;
    }

    static string Precision(EventCursor place) => place.IsDate ? Date : "minute";

    static byte[] Json(NpgsqlDataReader reader, MemberChoice? choice, ReaderRights rights)
    {
        var row = (choice is null ? rights.ForAllPurposes() : rights).Shown(reader.GetFieldValue<byte[]>(1));
        return choice is null or { IsAll: true } ? row : choice.Cut(row, choice.NeedsWhole ? rights.Shown(reader.GetFieldValue<byte[]>(2)) : []);
    }

    static string Columns(string alias) => string.Join(", ", OccurrenceColumns.All.Split(", ").Select(column => $"{alias}.{column}"));
}
