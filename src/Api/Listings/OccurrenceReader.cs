using Besoksnaring.Api.Shapes;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Api.Listings;

/// <summary>Reads when an event happens. What is over by the venue's calendar is asked at query time, never stored.</summary>
sealed class OccurrenceReader(ReadDatabase database, IClock clock)
{
    // What ends at midnight does not take place on the day that begins.
    const string Overlapping = """
        from catalog.listing_occurrence
        where listing_id = $1
            and case when end_local > start_local and precision = 'minute' then end_local - interval '1 second' else coalesce(end_local, start_local) end::date
                >= coalesce($2, ($3 at time zone time_zone)::date)
        """;

    const string CountSql = "select count(*) " + Overlapping;

    const string PageSql = "select " + OccurrenceColumns.All + " " + Overlapping + """
         order by start_local, ends_at, starts_at limit $4 offset $5
        """;

    /// <param name="from">Null: today at the venue.</param>
    public async Task<(IReadOnlyList<OccurrenceView> Rows, long Total)> ReadAsync(
        string listing, LocalDate? from, int limit, int offset, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var count = new NpgsqlCommand(CountSql, connection);
        AddFilter(count, listing, from);
        var total = (long)(await count.ExecuteScalarAsync(cancellationToken))!;

        await using var page = new NpgsqlCommand(PageSql, connection);
        AddFilter(page, listing, from);
        page.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        page.Parameters.Add(new NpgsqlParameter<int> { TypedValue = offset });
        await using var reader = await page.ExecuteReaderAsync(cancellationToken);
        var rows = new List<OccurrenceView>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(OccurrenceView.Of(reader.Occurrence(0)));
        }
        return (rows, total);
    }

    void AddFilter(NpgsqlCommand command, string listing, LocalDate? from)
    {
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = listing });
        command.Parameters.Add(new NpgsqlParameter { Value = from is { } date ? date : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Date });
        command.Parameters.Add(new NpgsqlParameter<Instant> { TypedValue = clock.GetCurrentInstant() });
    }
}
