using Besoksnaring.Contracts.Content;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Besoksnaring.Catalog.Changes;

/// <summary>Opening hours as rows, for the question whether a place is open.</summary>
static class OpeningRows
{
    /// <summary>Of one listing: two years of days with hours of their own.</summary>
    const int MaxRows = 800;

    sealed record Row(LocalDate? Day, LocalDate? From, LocalDate? To, int? Weekdays, LocalTime? Opens, LocalTime? Closes);

    /// <summary>Replaces the rows of these listings.</summary>
    public static void Add(NpgsqlBatch batch, IReadOnlyList<(string Id, OpeningHours? Hours)> listings)
    {
        if (listings.Count == 0)
        {
            return;
        }
        batch.Add("delete from catalog.opening where listing_id = any($1)", [listings.Select(listing => listing.Id).ToArray()]);
        var rows = listings.Where(listing => listing.Hours is not null).SelectMany(listing => RowsOf(listing.Hours!).Take(MaxRows).Select(row => (listing.Id, Row: row))).ToList();
        if (rows.Count > 0)
        {
            batch.Add(
                """
                insert into catalog.opening (listing_id, day, from_day, to_day, weekdays, opens, closes)
                select * from unnest($1::text[], $2::date[], $3::date[], $4::date[], $5::integer[], $6::time[], $7::time[])
                """,
                rows.Select(r => r.Id).ToArray(), BatchSql.Nullable(rows.Select(r => r.Row.Day).ToArray(), NpgsqlDbType.Date),
                BatchSql.Nullable(rows.Select(r => r.Row.From).ToArray(), NpgsqlDbType.Date), BatchSql.Nullable(rows.Select(r => r.Row.To).ToArray(), NpgsqlDbType.Date),
                BatchSql.Nullable(rows.Select(r => r.Row.Weekdays).ToArray(), NpgsqlDbType.Integer),
                BatchSql.Nullable(rows.Select(r => r.Row.Opens).ToArray(), NpgsqlDbType.Time), BatchSql.Nullable(rows.Select(r => r.Row.Closes).ToArray(), NpgsqlDbType.Time));
        }
    }

    static IEnumerable<Row> RowsOf(OpeningHours hours) => hours.SpecialDays.Select(special => new Row(special.Date, null, null, null, special.Opens, special.Closes))
        .Concat(hours.Rules.Select(rule => new Row(null, rule.From, rule.To, rule.Days.Aggregate(0, (mask, day) => mask | 1 << (int)day), rule.Opens, rule.Closes)));
}
