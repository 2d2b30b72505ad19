using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Ingest.Providers;
using Besoksnaring.Ingest.Registry;
using NodaTime;

namespace Besoksnaring.Ingest.Snapshots;

/// <summary>What was confirmed of a record: its content's hash (null: it was tombstoned) and when it happens.</summary>
sealed record Known(byte[]? Hash, string? Dates);

/// <summary>What a provider's silence means in this reading.</summary>
/// <param name="WindowStart">First and last day of the window; both null for the other scopes.</param>
sealed record Scope(RunScope CompleteFor, LocalDate? WindowStart, LocalDate? WindowEnd)
{
    public static Scope Of(Provider provider, Instant asOf)
    {
        var today = asOf.InZone(RunCalendar.Zone).Date;
        return provider.CompleteFor == RunScope.Window
            ? new(RunScope.Window, today, today.PlusDays(provider.WindowDays))
            : new(provider.CompleteFor, null, null);
    }

    /// <returns>Whether the provider would have listed this record if it still had it.</returns>
    public bool Covers(Known known) => CompleteFor switch
    {
        RunScope.Everything => true,
        RunScope.Window => KnownDates.FallIn(known.Dates, WindowStart!.Value, WindowEnd!.Value),
        _ => false,
    };
}

/// <summary>A record to send: what is new or has changed.</summary>
sealed record Readable(string RecordId, RecordContent Content, byte[] Hash, string? Dates, bool IsNew);

/// <summary>What a snapshot says against what is known.</summary>
sealed record Difference
{
    public required IReadOnlyList<Readable> Send { get; init; }
    public required int Unchanged { get; init; }

    /// <summary>Known, covered by the scope, and not seen. Empty unless the answer was read whole.</summary>
    public required IReadOnlyList<string> Vanished { get; init; }

    /// <summary>Why the vanished are not to be tombstoned before a person says so, or null.</summary>
    public required string? Held { get; init; }

    /// <summary>Why the answer is not whole, or null.</summary>
    public required string? NotWhole { get; init; }

    /// <summary>Every id that the answer names, the unreadable included.</summary>
    public required IReadOnlySet<string> SeenIds { get; init; }

    public required int Seen { get; init; }
    public required int Readable { get; init; }
    public required IReadOnlyList<ReadItem.Unreadable> Unreadable { get; init; }
    public required int Skipped { get; init; }
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Why this is no answer at all, or null: records that nobody can read, or a file that ends before the first.</summary>
    public string? NothingReadable => Readable > 0 ? null
        : Unreadable.Count > 0 ? $"none of {Unreadable.Count} records can be read; the first: {Unreadable[0].Where}: {Unreadable[0].Reason}"
        : NotWhole;
}

/// <summary>What is new, what changed and what vanished. Pure: it decides what is deleted, so it has the most tests.</summary>
static class SnapshotDiff
{
    /// <param name="sendAll">A resend: what is unchanged is sent too.</param>
    public static Difference Between(
        IReadOnlyDictionary<string, Known> known, IEnumerable<ReadItem> items, Scope scope, TombstoneShare share, bool sendAll = false)
    {
        var reading = new Reading();
        foreach (var item in items)
        {
            reading.Take(item);
        }
        var records = reading.Records.Values.Select(record => ToSend(record, known)).ToList();
        var unchanged = records.Count(record => IsUnchanged(record, known));
        var notWhole = reading.NotWhole();
        var covered = known.Where(pair => pair.Value.Hash is not null && scope.Covers(pair.Value)).Select(pair => pair.Key).ToList();
        var vanished = notWhole is null ? covered.Where(id => !reading.SeenIds.Contains(id)).Order(StringComparer.Ordinal).ToList() : [];
        return new Difference
        {
            Send = sendAll ? records : [.. records.Where(record => !IsUnchanged(record, known))],
            Unchanged = unchanged,
            Vanished = vanished,
            Held = WhyHeld(vanished.Count, covered.Count, records.Count, share),
            NotWhole = notWhole,
            SeenIds = reading.SeenIds,
            Seen = reading.Seen,
            Readable = records.Count,
            Unreadable = reading.Unreadable,
            Skipped = reading.Skipped,
            Warnings = reading.Warnings,
        };
    }

    /// <summary>The share is of what this answer should have listed: a past that nobody lists any more must not make it lenient.</summary>
    static string? WhyHeld(int vanished, int covered, int records, TombstoneShare share)
    {
        if (vanished == 0)
        {
            return null;
        }
        if (records == 0)
        {
            return $"the answer holds no record, and would tombstone all {vanished} that it should list";
        }
        return vanished > share.Count && vanished > share.Share * covered
            ? $"it would tombstone {vanished} of {covered} known records, more than {share.Count} and more than {share.Share:P0}"
            : null;
    }

    static Readable ToSend(ReadItem.Record record, IReadOnlyDictionary<string, Known> known) => new(
        record.RecordId, record.Content, ContractsJson.HashOf(record.Content), KnownDates.Of(record.Content),
        IsNew: known.GetValueOrDefault(record.RecordId)?.Hash is null);

    static bool IsUnchanged(Readable record, IReadOnlyDictionary<string, Known> known) =>
        known.GetValueOrDefault(record.RecordId)?.Hash is { } hash && hash.AsSpan().SequenceEqual(record.Hash);

    /// <summary>An answer while it is being read.</summary>
    sealed class Reading
    {
        string? incomplete;
        int unreadableWithoutId;

        public Dictionary<string, ReadItem.Record> Records { get; } = new(StringComparer.Ordinal);
        public HashSet<string> SeenIds { get; } = new(StringComparer.Ordinal);
        public List<ReadItem.Unreadable> Unreadable { get; } = [];
        public List<string> Warnings { get; } = [];
        public int Seen { get; private set; }
        public int Skipped { get; private set; }

        public void Take(ReadItem item)
        {
            switch (item)
            {
                case ReadItem.Record record when RecordKey.IsRecordId(record.RecordId):
                    Take(record);
                    break;
                case ReadItem.Record record:
                    Take(new ReadItem.Unreadable(null, record.Where, $"id: '{Shortened(record.RecordId)}' is not 1 to {RecordKey.MaxRecordIdLength} characters without control characters", null));
                    break;
                case ReadItem.Unreadable unreadable:
                    Take(unreadable);
                    break;
                case ReadItem.Skipped:
                    Skipped++;
                    break;
                case ReadItem.Incomplete cut:
                    incomplete ??= cut.Reason;
                    break;
            }
        }

        public string? NotWhole() => (incomplete, unreadableWithoutId) switch
        {
            ({ } reason, _) => reason,
            (_, > 0) => $"{unreadableWithoutId} unreadable {(unreadableWithoutId == 1 ? "record has" : "records have")} no id, so what is missing cannot be told",
            _ => null,
        };

        void Take(ReadItem.Record record)
        {
            Seen++;
            SeenIds.Add(record.RecordId);
            if (record.Warning is { } warning)
            {
                Warnings.Add($"{record.Where}: {warning}");
            }
            if (Records.TryGetValue(record.RecordId, out var earlier))
            {
                Warnings.Add($"{record.Where}: {record.RecordId} stands in {earlier.Where} too; the last one counts");
            }
            Records[record.RecordId] = record;
        }

        void Take(ReadItem.Unreadable unreadable)
        {
            Seen++;
            Unreadable.Add(unreadable);
            if (unreadable.RecordId is { } id && RecordKey.IsRecordId(id))
            {
                SeenIds.Add(id);
                return;
            }
            unreadableWithoutId++;
        }

        static string Shortened(string text) => new([.. text.Take(40).Where(letter => !char.IsControl(letter))]);
    }
}
