namespace Besoksnaring.Ingest.Snapshots;

/// <summary>What was last confirmed of one record.</summary>
sealed class KnownRecord
{
    public required string Provider { get; init; }
    public required string RecordId { get; init; }

    /// <summary>Of the content; null: it was tombstoned, and is remembered so that a resend can say so again.</summary>
    public byte[]? Hash { get; init; }

    /// <summary>When it happens, as <see cref="KnownDates"/>; null: it has no dates.</summary>
    public string? Dates { get; init; }

    public required long Sequence { get; init; }
}
