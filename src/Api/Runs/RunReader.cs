using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Api.Runs;

sealed class RunReader(ReadDatabase database)
{
    const string Columns = """
        select id, provider, work, started_at, ended_at, coalesce(verdict, 'running'), reason, seen, new, changed, unchanged, tombstoned,
            would_tombstone, unreadable, skipped, warnings, bytes, decision, decided_at, snapshot_hash, unmapped::text, unresolved_places::text
        from ingest.run_report
        """;

    // What a provider sent stays inside: it may hold a person's data, or texts that its licence keeps from the public.
    const string QuarantinedSql = """
        select record_id, place, reason from ingest.quarantined_record where run_id = $1 order by ordinal limit $2 offset $3
        """;

    const string QuarantinedCountSql = "select count(*) from ingest.quarantined_record where run_id = $1";

    /// <returns>A page, newest first, and how many there are in all.</returns>
    public async Task<(IReadOnlyList<RunView> Rows, long Total)> ReadAsync(
        IReadOnlyList<string> providers, IReadOnlyList<string> verdicts, int limit, int offset, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var count = new NpgsqlCommand(null, connection);
        count.CommandText = "select count(*) from ingest.run_report" + Where(count, providers, verdicts);
        var total = (long)(await count.ExecuteScalarAsync(cancellationToken))!;

        await using var page = new NpgsqlCommand(null, connection);
        page.CommandText = Columns + Where(page, providers, verdicts);
        page.CommandText += $" order by started_at desc, id limit ${page.Parameters.Count + 1} offset ${page.Parameters.Count + 2}";
        page.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        page.Parameters.Add(new NpgsqlParameter<int> { TypedValue = offset });
        await using var reader = await page.ExecuteReaderAsync(cancellationToken);
        var rows = new List<RunView>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(ToView(reader));
        }
        return (rows, total);
    }

    /// <returns>The run with the first <paramref name="quarantined"/> of its quarantined records, or null when there is no such run.</returns>
    public async Task<RunDetailView?> FindAsync(Guid id, int quarantined, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } run
            ? run with { Quarantined = await ReadQuarantinedAsync(id, quarantined, 0, cancellationToken) }
            : null;

    async Task<RunDetailView?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(Columns + " where id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? ToView(reader) : null;
    }

    public async Task<IReadOnlyList<QuarantinedView>> ReadQuarantinedAsync(Guid id, int limit, int offset, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(QuarantinedSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = offset });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<QuarantinedView>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new QuarantinedView(reader.IsDBNull(0) ? null : reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }
        return rows;
    }

    public async Task<long> CountQuarantinedAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(QuarantinedCountSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    static string Where(NpgsqlCommand command, IReadOnlyList<string> providers, IReadOnlyList<string> verdicts)
    {
        var sql = new StringBuilder(" where true");
        Append("provider", providers);
        Append("coalesce(verdict, 'running')", verdicts);
        return sql.ToString();

        void Append(string column, IReadOnlyList<string> values)
        {
            if (values.Count > 0)
            {
                command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. values] });
                sql.Append(CultureInfo.InvariantCulture, $" and {column} = any(${command.Parameters.Count})");
            }
        }
    }

    static RunDetailView ToView(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        Provider = reader.GetString(1),
        Work = reader.GetString(2),
        StartedAt = reader.GetFieldValue<Instant>(3),
        EndedAt = reader.IsDBNull(4) ? null : reader.GetFieldValue<Instant>(4),
        Verdict = reader.GetString(5),
        Reason = reader.IsDBNull(6) ? null : reader.GetString(6),
        Seen = reader.GetInt32(7),
        New = reader.GetInt32(8),
        Changed = reader.GetInt32(9),
        Unchanged = reader.GetInt32(10),
        Tombstoned = reader.GetInt32(11),
        WouldTombstone = reader.GetInt32(12),
        Unreadable = reader.GetInt32(13),
        Skipped = reader.GetInt32(14),
        Warnings = reader.GetInt32(15),
        Bytes = reader.GetInt64(16),
        Decision = reader.IsDBNull(17) ? null : new DecisionView(reader.GetString(17), reader.IsDBNull(18) ? null : reader.GetFieldValue<Instant>(18)),
        SnapshotHash = reader.IsDBNull(19) ? null : reader.GetString(19),
        UnmappedCategories = Counted(reader.GetString(20)),
        UnresolvedPlaces = Counted(reader.GetString(21)),
    };

    static List<CountedWord> Counted(string json) =>
        [.. JsonSerializer.Deserialize<Dictionary<string, long>>(json)!
            .Select(word => new CountedWord(word.Key, word.Value))
            .OrderByDescending(word => word.Records).ThenBy(word => word.Name, StringComparer.Ordinal)];
}
