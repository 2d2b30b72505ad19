using Besoksnaring.Api.Filters;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Api.Sorting;

/// <summary>What rows are ordered by, before what tells them apart.</summary>
/// <param name="Sql">An expression on <c>catalog.listing_row l</c>, never null.</param>
sealed record SortKey(string Sql, bool Descending)
{
    // What takes place never again, or is not known to, comes last.
    const string NeverAgain = "~";

    /// <param name="now">The next happening is the next from then on.</param>
    public static SortKey Of(string sort, Statement statement, ListingFilter filter, LocalDate today, Instant now) => sort switch
    {
        SortWords.Next => new(NextSql(statement.Given(today), statement.Given(now)), Descending: false),
        SortWords.Name => new("l.title collate \"sv-x-icu\"", Descending: false),
        SortWords.Distance => new(Nearby.SquaredMetres(statement, filter.Near!.Value, "l"), Descending: false),
        SortWords.Relevance => new($"ts_rank(l.search, {filter.TextQuery(statement)})::float8", Descending: true),
        SortWords.Updated => new("l.updated_at", Descending: true),
        _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "There is no such order."),
    };

    /// <param name="key">The expression, or the column that has it.</param>
    /// <param name="rest">What tells rows with the same key apart.</param>
    public string Order(string key, string rest) => $"{key}{(Descending ? " desc" : "")}, {rest}";

    /// <param name="rest">The same for rows with the same key.</param>
    /// <returns>Whether a row comes after the one with this key.</returns>
    public string After(Statement statement, object key, string rest)
    {
        var last = key switch
        {
            double number => statement.Given(number),
            Instant at => statement.Given(at),
            _ => statement.Given((string)key),
        };
        var beyond = Descending ? '<' : '>';
        // The first half is what an index can begin at.
        return $"({Sql} {beyond}= {last} and ({Sql} {beyond} {last} or {rest}))";
    }

    public static object Read(string sort, NpgsqlDataReader reader, int column) => sort switch
    {
        SortWords.Distance or SortWords.Relevance => reader.GetDouble(column),
        SortWords.Updated => reader.GetFieldValue<Instant>(column),
        _ => reader.GetString(column),
    };

    static string NextSql(string today, string now) => $"""
        coalesce((
            select to_char(n.day, 'YYYYMMDD') || n.is_run::integer || to_char(n.starts_at at time zone 'UTC', 'YYYYMMDDHH24MISS')
            from catalog.event_day n
            where n.listing_id = l.id and n.day >= {today} and n.over_at > {now} and n.status not in ('cancelled', 'postponed')
            order by n.day, n.is_run, n.starts_at limit 1), '{NeverAgain}') collate "C"
        """;
}
