using Besoksnaring.Contracts;

namespace Besoksnaring.Catalog.Records;

/// <summary>Collects what becomes of each record of one write, and knows what was asked of it. A write that is tried again says all of it again.</summary>
/// <param name="puts">Those that somebody waits for; of others nothing is told and nothing is asked.</param>
sealed class WriteResults(IReadOnlyList<RecordPut> puts)
{
    const string Later = "a later version of the record is held";

    readonly Dictionary<RecordKey, RecordPut> asked = puts.ToDictionary(put => put.Record.Key);
    readonly Dictionary<RecordKey, WriteResult> told = [];

    /// <summary>What is the last that was held is a repetition of what was written.</summary>
    public void Late(RecordKey key, long sequence, long held) =>
        Tell(key, held == sequence ? new WriteResult(WriteOutcome.Written) : new WriteResult(WriteOutcome.Overtaken, Reason: Later));

    public void Unchanged(IEnumerable<RecordKey> keys)
    {
        foreach (var key in keys)
        {
            Tell(key, new WriteResult(WriteOutcome.Unchanged));
        }
    }

    public void Refused(IEnumerable<RejectedRecord> rejected)
    {
        foreach (var record in rejected)
        {
            Tell(record.Key, new WriteResult(WriteOutcome.Refused, Reason: record.Reason));
        }
    }

    /// <param name="held">As it stays until the transaction ends; null: unknown.</param>
    /// <returns>Whether it is news, and whether what was expected is what is held.</returns>
    public bool IsWanted(RecordKey key, long sequence, RecordReader.Held? held)
    {
        if (held is not null && held.Sequence >= sequence)
        {
            Late(key, sequence, held.Sequence);
            return false;
        }
        if (asked.TryGetValue(key, out var put) && Unmet(put, held?.Hash) is { } reason)
        {
            Tell(key, new WriteResult(WriteOutcome.Overtaken, Reason: reason));
            return false;
        }
        Tell(key, new WriteResult(WriteOutcome.Written));
        return true;
    }

    public IReadOnlyList<WriteResult> InOrder() => [.. puts.Select(put => told[put.Record.Key])];

    static string? Unmet(RecordPut put, byte[]? hash)
    {
        if (put.OnlyIfNew && hash is not null)
        {
            return "there is such a record already";
        }
        return put.OnlyIfHash is { } expected && (hash is null || !expected.AsSpan().SequenceEqual(hash)) ? "the record is no longer the one that it was to replace" : null;
    }

    void Tell(RecordKey key, WriteResult result)
    {
        if (asked.ContainsKey(key))
        {
            told[key] = result;
        }
    }
}
