using Besoksnaring.Catalog.Occurrences;
using Besoksnaring.Contracts.Content;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Besoksnaring.Catalog.Changes;

/// <summary>An event's happenings as rows: for the listings of a write, and again as time moves.</summary>
static class OccurrenceRows
{
    /// <summary>What ended longer ago is in the listing's schedule and in no search.</summary>
    const int YearsBack = 2;

    /// <returns>The horizon, for a schedule that reaches beyond it by a rule or a date; null when all of it is expanded.</returns>
    public static LocalDate? ExpandedUntil(Schedule? schedule, LocalDate today)
    {
        var horizon = OccurrenceExpansion.Horizon(today);
        return schedule is not null && (schedule.Recurrences.Count > 0 || schedule.Occurrences.Any(given => given.StartDate >= horizon)) ? horizon : null;
    }

    /// <summary>Replaces the rows of these listings; without a schedule there are none.</summary>
    public static void Add(NpgsqlBatch batch, IReadOnlyList<(string Id, Schedule? Schedule)> listings, LocalDate today)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from catalog.occurrence where listing_id = any($1)")
        {
            Parameters = { new() { Value = listings.Select(listing => listing.Id).ToArray() } },
        });
        var rows = listings.Where(listing => listing.Schedule is not null)
            .SelectMany(listing => OccurrenceExpansion.Expand(listing.Schedule!, today.PlusYears(-YearsBack), OccurrenceExpansion.Horizon(today))
                .Occurrences.Select(occurrence => (listing.Id, Occurrence: occurrence)))
            .ToList();
        if (rows.Count == 0)
        {
            return;
        }
        const string Sql = """
            insert into catalog.occurrence (listing_id, starts_at, ends_at, start_local, end_local, time_zone, precision, status, is_run)
            select * from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::timestamp[], $5::timestamp[], $6::text[], $7::text[], $8::text[], $9::boolean[])
            """;
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Sql)
        {
            Parameters =
            {
                new() { Value = rows.Select(r => r.Id).ToArray() },
                new() { Value = rows.Select(r => r.Occurrence.StartInstant).ToArray() },
                new() { Value = rows.Select(r => r.Occurrence.EndInstant).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz },
                new() { Value = rows.Select(r => r.Occurrence.StartLocal).ToArray() },
                new() { Value = rows.Select(r => r.Occurrence.EndLocal).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Timestamp },
                new() { Value = rows.Select(r => r.Occurrence.TimeZone).ToArray() },
                new() { Value = rows.Select(r => Word(r.Occurrence.Precision)).ToArray() },
                new() { Value = rows.Select(r => Word(r.Occurrence.Status)).ToArray() },
                new() { Value = rows.Select(r => r.Occurrence.IsRun).ToArray() },
            },
        });
    }

    static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
