using NodaTime;

namespace Besoksnaring.Ingest.Runs;

/// <summary>One reading of a provider and how it ended. A run without a verdict is going on, or its process died.</summary>
sealed class Run
{
    public required Guid Id { get; init; }
    public required string Provider { get; init; }

    /// <summary><c>run</c>, <c>replay</c>, <c>resend</c> or <c>release</c>.</summary>
    public required string Work { get; init; }

    public required long Sequence { get; init; }
    public required Instant StartedAt { get; init; }
    public Instant? EndedAt { get; set; }

    /// <summary><c>complete</c>, <c>unchanged</c>, <c>partial</c>, <c>failed</c> or <c>held</c>.</summary>
    public string? Verdict { get; set; }

    public string? Reason { get; set; }
    public int Seen { get; set; }
    public int New { get; set; }
    public int Changed { get; set; }
    public int Unchanged { get; set; }
    public int Tombstoned { get; set; }
    public int WouldTombstone { get; set; }
    public int Unreadable { get; set; }
    public int Skipped { get; set; }
    public int Warnings { get; set; }
    public long Bytes { get; set; }
    public string? SnapshotHash { get; set; }

    /// <summary>The provider's category words that its mapping does not know, and how many records have each.</summary>
    public string Unmapped { get; set; } = "{}";

    /// <summary>Places that could not be resolved to a municipality, and how many records name each.</summary>
    public string UnresolvedPlaces { get; set; } = "{}";

    public Instant? DecidedAt { get; set; }

    /// <summary>Of a held run: <c>released</c>, <c>rejected</c>, or <c>superseded</c> by a later run that judged anew.</summary>
    public string? Decision { get; set; }
}

/// <summary>A record of a run that could not be read, kept to be looked at.</summary>
sealed class QuarantinedRecord
{
    public required Guid RunId { get; init; }
    public required int Ordinal { get; init; }
    public string? RecordId { get; init; }
    public required string Place { get; init; }
    public required string Reason { get; init; }
    public string? Raw { get; init; }
}

/// <summary>A tombstone that a held run did not send. It is struck off when the record is seen again.</summary>
sealed class HeldTombstone
{
    public required Guid RunId { get; init; }
    public required string RecordId { get; init; }
}
