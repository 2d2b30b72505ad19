using Besoksnaring.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace Besoksnaring.Catalog.Records;

/// <param name="Reason">Names the field and what is wrong with it.</param>
sealed record RejectedRecord(RecordKey Key, long Sequence, string Reason);

/// <summary>What of a message says something that the catalogue does not know yet.</summary>
static class News
{
    /// <summary>
    /// Leaves out what is late or a repetition. What says the same again only has its sequence raised, in one narrow
    /// update: without it a message from between, arriving late, could still overwrite it.
    /// </summary>
    /// <param name="results">Is told of those that are left out.</param>
    public static async Task<List<RecordObserved>> WithoutUnchangedAsync(
        NpgsqlConnection connection, List<RecordObserved> observed, WriteResults results, CancellationToken cancellationToken)
    {
        var held = await RecordReader.HeldAsync(connection, observed.ConvertAll(record => record.Key), cancellationToken);
        var candidates = new List<RecordObserved>();
        var unchanged = new List<(RecordObserved Record, byte[]? Hash)>();
        foreach (var record in observed)
        {
            if (!held.TryGetValue(record.Key, out var was))
            {
                candidates.Add(record);
                continue;
            }
            if (was.Sequence >= record.Sequence)
            {
                results.Late(record.Key, record.Sequence, was.Sequence);
                continue;
            }
            var hash = HashOf(record);
            if (SameHash(hash, was.Hash))
            {
                unchanged.Add((record, hash));
                continue;
            }
            candidates.Add(record);
        }
        var raced = await RaiseAsync(connection, unchanged, cancellationToken);
        results.Unchanged(unchanged.Select(u => u.Record.Key).Except(raced.Select(record => record.Key)));
        candidates.AddRange(raced);
        return candidates;
    }

    /// <returns>The records cleaned, and those of which nothing can be published.</returns>
    public static (List<HeldRecord> Readable, List<RejectedRecord> Rejected) Read(List<RecordObserved> candidates)
    {
        var (readable, rejected) = (new List<HeldRecord>(candidates.Count), new List<RejectedRecord>());
        foreach (var record in candidates)
        {
            try
            {
                readable.Add(Read(record));
            }
            catch (RecordRejectedException error)
            {
                rejected.Add(new RejectedRecord(record.Key, record.Sequence, error.Message));
            }
        }
        return (readable, rejected);
    }

    static HeldRecord Read(RecordObserved record)
    {
        if (record.Content is not { } given)
        {
            return new HeldRecord(record.Key, record.Sequence, null, record.ObservedAt, record.RunId, null, null);
        }
        var (content, plainText) = RecordCleaning.Clean(given);
        return new HeldRecord(record.Key, record.Sequence, ContractsJson.HashOf(given), record.ObservedAt, record.RunId, content, null)
        {
            Given = given,
            PlainText = plainText,
        };
    }

    /// <returns>Those that were no longer as we had read them: another writer was faster, and they may be news after all.</returns>
    static async Task<List<RecordObserved>> RaiseAsync(
        NpgsqlConnection connection, List<(RecordObserved Record, byte[]? Hash)> unchanged, CancellationToken cancellationToken)
    {
        if (unchanged.Count == 0)
        {
            return [];
        }
        // Locked in the order of keys, or two writers with the same records could wait for each other.
        const string Sql = """
            with given as (
                select * from unnest($1::text[], $2::text[], $3::bigint[], $4::bytea[]) g (provider, record_id, sequence, hash)),
            locked as (
                select r.provider, r.record_id, g.sequence
                from given g join catalog.source_record r on r.provider = g.provider and r.record_id = g.record_id
                where r.sequence < g.sequence and r.hash is not distinct from g.hash
                order by r.provider, r.record_id for no key update of r),
            mended as (
                delete from catalog.rejected_record s using given g
                where s.provider = g.provider and s.record_id = g.record_id and s.sequence < g.sequence)
            update catalog.source_record r set sequence = l.sequence
            from locked l where r.provider = l.provider and r.record_id = l.record_id
            returning r.provider, r.record_id
            """;
        var raised = new HashSet<RecordKey>();
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters =
            {
                new() { Value = unchanged.Select(u => u.Record.Key.Provider).ToArray() },
                new() { Value = unchanged.Select(u => u.Record.Key.RecordId).ToArray() },
                new() { Value = unchanged.Select(u => u.Record.Sequence).ToArray() },
                new() { Value = unchanged.Select(u => u.Hash).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            raised.Add(new RecordKey(reader.GetString(0), reader.GetString(1)));
        }
        return [.. unchanged.Select(u => u.Record).Where(record => !raised.Contains(record.Key))];
    }

    static byte[]? HashOf(RecordObserved record) => record.Content is { } content ? ContractsJson.HashOf(content) : null;

    static bool SameHash(byte[]? left, byte[]? right) =>
        left is null || right is null ? left is null && right is null : left.AsSpan().SequenceEqual(right);
}
