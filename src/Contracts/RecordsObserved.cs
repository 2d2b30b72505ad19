using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Contracts;

/// <summary>What one run saw of one provider's records, at most <see cref="MaxRecords"/> of them: full state, never a patch.</summary>
public sealed record RecordsObserved(IReadOnlyList<RecordObserved> Records)
{
    public const int MaxRecords = 50;
}

/// <summary>One record as a run (or a push) saw it. Idempotent by key and sequence: a lower or equal sequence never undoes a higher one.</summary>
/// <param name="Sequence">One number per provider and run, rising from run to run; a key occurs once in a run.</param>
/// <param name="Content">What the provider says now, or null when the record is withdrawn (a tombstone).</param>
public sealed record RecordObserved(RecordKey Key, Guid RunId, long Sequence, Instant ObservedAt, RecordContent? Content);
