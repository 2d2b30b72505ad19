using Besoksnaring.Contracts;
using Besoksnaring.Ingest.Fetching;
using Besoksnaring.Ingest.Snapshots;
using NodaTime;

namespace Besoksnaring.Ingest.Runs;

/// <summary>How a run ended, and what is to be remembered of it.</summary>
sealed record RunEnd(RunVerdict Verdict, string? Reason)
{
    public Difference? Difference { get; init; }
    public int Tombstoned { get; init; }
    public long Bytes { get; init; }
    public string? SnapshotHash { get; init; }
    public Notes Notes { get; init; } = Notes.None;

    /// <summary>Of a held run: what it did not tombstone.</summary>
    public IReadOnlyList<string> HeldTombstones { get; init; } = [];

    public Validators? Validators { get; init; }

    /// <summary>The file in turn that is done with, whatever came of it.</summary>
    public string? File { get; init; }

    /// <summary>The provider was asked, whatever came of it; a replay and a release ask nobody and leave the schedule alone.</summary>
    public bool Fetched { get; init; }

    public Instant? NotBefore { get; init; }

    public static RunEnd Failed(string reason) => new(RunVerdict.Failed, reason);

    public static RunEnd Unchanged(string reason) => new(RunVerdict.Unchanged, reason);
}
