using Besoksnaring.Ingest.Snapshots;
using Npgsql;
using NpgsqlTypes;

namespace Besoksnaring.Ingest.Runs;

/// <summary>What was confirmed of each record. It moves on only after the sink did, and only under the lease.</summary>
sealed class RunMemory(IngestDatabase database)
{
    const string KnownSql = "select record_id, hash, dates from ingest.known_record where provider = $1";

    const string ConfirmSql = """
        insert into ingest.known_record (provider, record_id, hash, dates, sequence)
        select $1, record_id, hash, dates, $5 from unnest($2, $3, $4) as confirmed (record_id, hash, dates)
        on conflict (provider, record_id) do update set hash = excluded.hash, dates = excluded.dates, sequence = excluded.sequence
            where known_record.sequence < excluded.sequence
        """;

    const string LastFileSql = "select last_file from ingest.provider where id = $1";

    const string SequenceSql = "update ingest.provider set sequence = greatest(sequence + 1, $2) where id = $1 returning sequence";

    public async Task<Dictionary<string, Known>> KnownAsync(string provider, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, Known>(StringComparer.Ordinal);
        await using var command = database.Source.CreateCommand(KnownSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = provider });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            known.Add(reader.GetString(0), new Known(
                await reader.IsDBNullAsync(1, cancellationToken) ? null : reader.GetFieldValue<byte[]>(1),
                await reader.IsDBNullAsync(2, cancellationToken) ? null : reader.GetString(2)));
        }
        return known;
    }

    /// <returns>Of files in turn the last one read, or null.</returns>
    public async Task<string?> LastFileAsync(string provider, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(LastFileSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = provider });
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    /// <summary>Remembers a batch that the sink has confirmed.</summary>
    public async Task ConfirmAsync(Lease lease, string provider, long sequence, IReadOnlyCollection<Sending> confirmed, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await lease.EnsureHeldAsync(connection, cancellationToken);
        await using var command = new NpgsqlCommand(ConfirmSql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = provider });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. confirmed.Select(record => record.RecordId)] });
        command.Parameters.Add(new NpgsqlParameter { Value = confirmed.Select(record => record.Hash).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        command.Parameters.Add(new NpgsqlParameter { Value = confirmed.Select(record => record.Dates).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = sequence });
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <returns>A number above every one this provider had: the time, or one more when clocks went back.</returns>
    public async Task<long> DrawSequenceAsync(string provider, long now, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(SequenceSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = provider });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = now });
        return (long)(await command.ExecuteScalarAsync(cancellationToken)
            ?? throw new InvalidOperationException($"Provider {provider} is not in the database: the registry was not entered."));
    }
}
