using Besoksnaring.Api.Rights;
using Besoksnaring.Vocabularies;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Api.Shapes;

/// <summary>Reads whole listings with their occurrences from today on, as the region's calendar has it.</summary>
sealed class ShapeReader(ReadDatabase database, Region region, IClock clock)
{
    const string ListingsSql = "select listing_id, detail, etag from catalog.listing_bytes where listing_id = any($1) and language = $2";

    // What ends at midnight does not take place on the day that begins. Of what is over only the last is wanted.
    const string OccurrencesSql = """
        select listing_id, is_over, starts_at, ends_at, start_local, end_local, time_zone, precision, status, is_run
        from (
            select o.*, row_number() over (partition by listing_id, is_over order by starts_at desc, start_local desc, ends_at desc) as from_last
            from (
                select *, case when precision = 'date' then coalesce(end_local, start_local)::date < $2
                    else starts_at < $3 and coalesce(ends_at, starts_at) <= $3 end as is_over
                from catalog.listing_occurrence where listing_id = any($1)
            ) o
        ) o
        where not is_over or from_last = 1
        order by listing_id, starts_at, start_local, ends_at, is_run
        """;

    readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[region.TimeZone];

    /// <summary>When "from today" will mean another day.</summary>
    public Instant Tomorrow => zone.AtStartOfDay(region.Today(clock).PlusDays(1)).ToInstant();

    /// <returns>The live ones of these listings, in the order given.</returns>
    public async Task<IReadOnlyList<ShapedListing>> ReadAsync(IReadOnlyList<string> ids, string language, ReaderRights rights, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var occurrences = await ReadOccurrencesAsync(connection, ids, cancellationToken);
        var listings = await ReadListingsAsync(connection, ids, language, rights, cancellationToken);
        var rows = new List<ShapedListing>(listings.Count);
        foreach (var id in ids)
        {
            if (!listings.TryGetValue(id, out var listing))
            {
                continue;
            }
            var found = occurrences.GetValueOrDefault(id) ?? [];
            var shown = found.Where(o => !o.IsOver).Select(o => o.Occurrence).ToList();
            rows.Add(new ShapedListing(listing.Json, listing.Tag, shown) { Past = shown.Count == 0 && found.Count > 0 ? found[^1].Occurrence : null });
        }
        return rows;
    }

    /// <param name="given">Ids, each with the occurrences to show; an id may come again.</param>
    /// <returns>The live ones of these listings with just those occurrences, in the order given.</returns>
    public async Task<IReadOnlyList<ShapedListing>> ReadAsync(
        IReadOnlyList<(string Id, IReadOnlyList<ShapedOccurrence> Occurrences)> given, string language, ReaderRights rights, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var listings = await ReadListingsAsync(connection, [.. given.Select(row => row.Id).Distinct(StringComparer.Ordinal)], language, rights, cancellationToken);
        return [.. given.Where(row => listings.ContainsKey(row.Id)).Select(row => new ShapedListing(listings[row.Id].Json, listings[row.Id].Tag, row.Occurrences))];
    }

    static async Task<Dictionary<string, (byte[] Json, string Tag)>> ReadListingsAsync(
        NpgsqlConnection connection, IReadOnlyList<string> ids, string language, ReaderRights rights, CancellationToken cancellationToken)
    {
        var listings = new Dictionary<string, (byte[] Json, string Tag)>(ids.Count, StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(ListingsSql, connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. ids] });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = language });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            listings[reader.GetString(0)] = (rights.ForAllPurposes().Shown(reader.GetFieldValue<byte[]>(1)), reader.GetString(2) + rights.Key);
        }
        return listings;
    }

    async Task<Dictionary<string, List<(bool IsOver, ShapedOccurrence Occurrence)>>> ReadOccurrencesAsync(
        NpgsqlConnection connection, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var today = region.Today(clock);
        var occurrences = new Dictionary<string, List<(bool, ShapedOccurrence)>>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(OccurrencesSql, connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. ids] });
        command.Parameters.Add(new NpgsqlParameter<LocalDate> { TypedValue = today });
        command.Parameters.Add(new NpgsqlParameter<Instant> { TypedValue = zone.AtStartOfDay(today).ToInstant() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var id = reader.GetString(0);
            if (!occurrences.TryGetValue(id, out var list))
            {
                occurrences[id] = list = [];
            }
            list.Add((reader.GetBoolean(1), reader.Occurrence(2)));
        }
        return occurrences;
    }
}
