using Besoksnaring.Catalog.Occurrences;
using Besoksnaring.Contracts.Content;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Besoksnaring.Catalog.Changes;

/// <summary>An event's happenings as rows, and their days: for the listings of a write, and again as time moves.</summary>
static class OccurrenceRows
{
    /// <summary>What ended longer ago is in the listing's schedule and in no search.</summary>
    const int YearsBack = 2;

    /// <summary>Of one listing: ten exhibitions side by side. What starts every day and lasts a year each time is no list for anyone.</summary>
    internal const int MaxDays = 10_000;

    /// <returns>The horizon, for a schedule that reaches beyond it by a rule or a date; null when all of it is expanded.</returns>
    public static LocalDate? ExpandedUntil(Schedule? schedule, LocalDate today)
    {
        var horizon = OccurrenceExpansion.Horizon(today);
        return schedule is not null
            && (schedule.Recurrences.Count > 0 || schedule.Occurrences.Any(given => given.StartDate >= horizon || given.EndDate >= horizon)) ? horizon : null;
    }

    /// <summary>Replaces the rows of these listings; without a schedule there are none.</summary>
    public static void Add(NpgsqlBatch batch, IReadOnlyList<(string Id, Schedule? Schedule)> listings, LocalDate today, DateTimeZone region)
    {
        if (listings.Count == 0)
        {
            return;
        }
        var ids = listings.Select(listing => listing.Id).ToArray();
        batch.Add("delete from catalog.occurrence where listing_id = any($1)", [ids]);
        batch.Add("delete from catalog.occurrence_day where listing_id = any($1)", [ids]);
        var (since, horizon) = (today.PlusYears(-YearsBack), OccurrenceExpansion.Horizon(today));
        var rows = listings.Where(listing => listing.Schedule is not null)
            .SelectMany(listing => WithDays(OccurrenceExpansion.Expand(listing.Schedule!, since, horizon).Occurrences, region, since, horizon)
                .Select(row => (listing.Id, row.Occurrence, row.Days)))
            .ToList();
        if (rows.Count == 0)
        {
            return;
        }
        const string Sql = """
            insert into catalog.occurrence
                (listing_id, starts_at, ends_at, start_local, end_local, time_zone, precision, status, is_run, first_day, last_day, over_at)
            select * from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::timestamp[], $5::timestamp[], $6::text[], $7::text[], $8::text[],
                $9::boolean[], $10::date[], $11::date[], $12::timestamptz[])
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
                new() { Value = rows.Select(r => r.Days.First).ToArray() },
                new() { Value = rows.Select(r => r.Days.Last).ToArray() },
                new() { Value = rows.Select(r => r.Occurrence.OverAt).ToArray() },
            },
        });
        AddDays(batch, ids, since);
    }

    static void AddDays(NpgsqlBatch batch, string[] ids, LocalDate since) => batch.Add(
        """
        insert into catalog.occurrence_day
            (day, is_run, starts_at, listing_id, ends_at, over_at, first_day, start_local, end_local, time_zone, precision, status, minutes,
            municipality, concepts, is_free, latitude, longitude)
        select o.first_day + n, o.is_run, o.starts_at, o.listing_id, o.ends_at, o.over_at, o.first_day, o.start_local, o.end_local, o.time_zone, o.precision, o.status,
            case when o.precision = 'minute' then floor(extract(epoch from o.ends_at - o.starts_at) / 60)::integer end,
            l.municipality, l.concepts, l.is_free, l.latitude, l.longitude
        from catalog.occurrence o
        join catalog.listing l on l.id = o.listing_id and l.tombstoned_at is null
        cross join lateral generate_series(greatest(o.first_day, $2) - o.first_day, o.last_day - o.first_day) n
        where o.listing_id = any($1)
        """,
        ids, since);

    /// <summary>What never ends has days until the horizon, and more of them as that moves.</summary>
    static IEnumerable<(Occurrence Occurrence, (LocalDate First, LocalDate Last) Days)> WithDays(
        IReadOnlyList<Occurrence> occurrences, DateTimeZone region, LocalDate since, LocalDate horizon)
    {
        var left = MaxDays;
        foreach (var occurrence in occurrences)
        {
            var (first, last) = occurrence.DaysIn(region);
            var start = LocalDate.Max(first, since);
            last = LocalDate.Min(LocalDate.Min(last, horizon), start.PlusDays(left - 1));
            left -= Math.Max(Period.DaysBetween(start, last) + 1, 0);
            yield return (occurrence, (first, last));
        }
    }

    static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
