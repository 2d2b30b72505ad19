using Besoksnaring.Api.Events;
using Besoksnaring.Api.Filters;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Rights;
using Besoksnaring.Api.Shapes;
using Besoksnaring.Vocabularies;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Besoksnaring.Api.Ogc;

/// <param name="Box">Null: nothing has a place.</param>
/// <param name="Time">Null: nothing has a time.</param>
sealed record FeatureExtent(GeoBox? Box, (Instant First, Instant Last)? Time);

/// <summary>Reads listings as features, by id: a page begins where the one before ended, whatever changes meanwhile.</summary>
sealed class FeatureReader(ReadDatabase database, Region region, TimeProvider time) : IDisposable
{
    /// <summary>What a feature shows: of a trail its lines, which only its rendered form has; else its point.</summary>
    const string Geometry = """
        case when l.kind <> 'trail' then l.point::geometry else coalesce((
            select st_geomfromgeojson(jsonb_build_object('type', 'MultiLineString', 'coordinates', lines.coordinates))
            from catalog.listing_bytes t
            cross join lateral jsonb_path_query_array(convert_from(t.detail, 'UTF8')::jsonb, 'strict $.trail.lines[*] ? (@.size() > 1)', '{}', true) lines (coordinates)
            where t.listing_id = l.id and t.language = 'sv' and jsonb_array_length(lines.coordinates) > 0
        ), l.point::geometry) end
        """;

    const string ExtentsSql = $"""
        select kind, st_xmin(box), st_ymin(box), st_xmax(box), st_ymax(box)
        from (
            select l.kind, st_extent({Geometry}) as box from catalog.listing_row l where l.tombstoned_at is null and ($1 is null or l.kind = $1) group by rollup (l.kind)
        ) extents
        where box is not null
        """;

    /// <summary>Longer than the database itself may take.</summary>
    const int PatientSeconds = 65;

    const string DaysSql = "select min(day), max(day) from catalog.event_day";

    readonly Remembered<long> totals = new();
    readonly SemaphoreSlim reading = new(1);
    volatile ReadExtents? extents;

    /// <summary>
    /// Where there is anything at all, at that position of the catalogue. To tell it everything is read: what took long is good for twenty times as
    /// long, and one caller reads it for all who ask.
    /// </summary>
    /// <returns>By id of the collection; what is not there has neither place nor time.</returns>
    public async Task<IReadOnlyDictionary<string, FeatureExtent>> ExtentsAsync(string position, CancellationToken cancellationToken)
    {
        if (extents is { } known && IsGood(known))
        {
            return known.Extents;
        }
        await reading.WaitAsync(cancellationToken);
        try
        {
            if (extents is not { } read || !IsGood(read))
            {
                var began = time.GetTimestamp();
                extents = read = new(await ReadExtentsAsync(null, CancellationToken.None), position, time.GetTimestamp(), time.GetElapsedTime(began));
            }
            return read.Extents;
        }
        finally
        {
            reading.Release();
        }

        bool IsGood(ReadExtents read) => read.Position == position || time.GetElapsedTime(read.At) < 20 * read.Took;
    }

    /// <param name="kind">Only of these; null: of all.</param>
    public async Task<IReadOnlyDictionary<string, FeatureExtent>> ReadExtentsAsync(string? kind, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var patient = new NpgsqlCommand("set local statement_timeout = '60s'", connection))
        {
            await patient.ExecuteNonQueryAsync(cancellationToken);
        }
        var boxes = new Dictionary<string, GeoBox>(StringComparer.Ordinal);
        await using (var command = new NpgsqlCommand(ExtentsSql, connection) { CommandTimeout = PatientSeconds })
        {
            command.Parameters.Add(new NpgsqlParameter { Value = (object?)kind ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                boxes[reader.IsDBNull(0) ? OgcCollection.Listings : reader.GetString(0)] =
                    new(reader.GetDouble(1), reader.GetDouble(2), reader.GetDouble(3), reader.GetDouble(4));
            }
        }
        var time = await ReadTimeAsync(connection, cancellationToken);
        return OgcCollection.All.ToDictionary(
            collection => collection.Id, collection => new FeatureExtent(boxes.GetValueOrDefault(collection.Id), collection.HasTime ? time : null), StringComparer.Ordinal);
    }

    async Task<(Instant First, Instant Last)?> ReadTimeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(DaysSql, connection) { CommandTimeout = PatientSeconds };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) && !reader.IsDBNull(0)
            ? (region.Zone.AtStartOfDay(reader.GetFieldValue<LocalDate>(0)).ToInstant(), region.Zone.AtStartOfDay(reader.GetFieldValue<LocalDate>(1).PlusDays(1)).ToInstant())
            : null;
    }

    /// <param name="key">The same for the same filters.</param>
    public Task<long> CountAsync(FeatureSearch search, string position, string key, CancellationToken cancellationToken) =>
        totals.GetAsync(position, key, async () =>
        {
            await using var command = database.Source.CreateCommand();
            var statement = new Statement(command);
            var occurrences = new EventStatement(statement, search.Occurrences);
            command.CommandText = $"select count(*) from catalog.listing_row l where {Where(statement, search, occurrences)}";
            return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        });

    /// <returns>At most <paramref name="most"/>, in the order of their ids.</returns>
    public async Task<IReadOnlyList<ShapedListing>> ReadAsync(FeatureSearch search, string language, ReaderRights rights, int most, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand();
        var statement = new Statement(command);
        var occurrences = new EventStatement(statement, search.Occurrences);
        var after = search.After is { } last ? $"and l.id > {statement.Given(last)}" : "";
        command.CommandText = $"""
            select b.detail, b.etag, n.*
            from (select l.id from catalog.listing_row l where {Where(statement, search, occurrences)} {after} order by l.id limit {statement.Given(most)}) page
            join catalog.listing_bytes b on b.listing_id = page.id and b.language = {statement.Given(language)}
            left join lateral (
                select {OccurrenceColumns.All} from catalog.event_day d
                where d.listing_id = page.id and {occurrences.OfOccurrence("d")} order by {EventStatement.Order} limit 1
            ) n on true
            order by page.id
            """;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<ShapedListing>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new ShapedListing(rights.ForAllPurposes().Shown(reader.GetFieldValue<byte[]>(0)), reader.GetString(1) + rights.Key, reader.IsDBNull(2) ? [] : [reader.Occurrence(2)]));
        }
        return rows;
    }

    static string Where(Statement statement, FeatureSearch search, EventStatement occurrences)
    {
        var conditions = new List<string> { "l.tombstoned_at is null" };
        conditions.AddRange(search.Listings.OfBoth(statement, "l", "l.id"));
        conditions.AddRange(search.Listings.OfListing(statement));
        if (search.NeedsOccurrence)
        {
            conditions.Add($"l.id in (select d.listing_id from catalog.event_day d where {occurrences.OfOccurrence("d")})");
        }
        if (search.Boxes.Count > 0)
        {
            var boxes = search.Boxes.Select(box =>
                $"st_intersects({Geometry}, st_makeenvelope({statement.Given(box.West)}, {statement.Given(box.South)}, {statement.Given(box.East)}, {statement.Given(box.North)}, 4326))");
            conditions.Add($"({string.Join(" or ", boxes)})");
        }
        return string.Join(" and ", conditions);
    }

    public void Dispose() => reading.Dispose();

    /// <param name="At">A timestamp of the clock.</param>
    sealed record ReadExtents(IReadOnlyDictionary<string, FeatureExtent> Extents, string Position, long At, TimeSpan Took);
}
