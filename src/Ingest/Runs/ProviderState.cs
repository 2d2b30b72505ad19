using NodaTime;

namespace Besoksnaring.Ingest.Runs;

/// <summary>What is remembered of a provider between its runs, and its registry entry's public facts for who reads the database.</summary>
sealed class ProviderState
{
    public required string Id { get; init; }
    public required string Name { get; set; }
    public required string Organisation { get; set; }
    public required string Format { get; set; }
    public required string LicenceId { get; set; }
    public required string[] LicencePermits { get; set; }
    public string? Contact { get; set; }
    public required int Rank { get; set; }
    public required string CompleteFor { get; set; }
    public string? Schedule { get; set; }
    public required bool InRegistry { get; set; }

    /// <summary>The last sequence given out; rises from run to run.</summary>
    public long Sequence { get; set; }

    /// <summary>Of the last answer that was read and confirmed to its end; null when there is none, or it was not whole.</summary>
    public string? SnapshotHash { get; set; }

    /// <summary>Of the registry entry that answer was read with: another entry reads it again.</summary>
    public string? EntryHash { get; set; }

    /// <summary>ETag and Last-Modified per address, saved only when everything was confirmed: else a crash would mean 304 for ever.</summary>
    public string? Validators { get; set; }

    /// <summary>Of files read in turn: the last one read.</summary>
    public string? LastFile { get; set; }

    /// <summary>When its schedule wants the next run; null without a schedule.</summary>
    public Instant? DueAt { get; set; }

    /// <summary>Runs that failed in a row; the schedule waits longer after each.</summary>
    public int Failures { get; set; }

    /// <summary>The provider asked to be left alone until then (Retry-After).</summary>
    public Instant? NotBefore { get; set; }
}

/// <summary>Who is running a provider now. Times are the database's, so that processes need not agree on one.</summary>
sealed class ProviderLease
{
    public required string Provider { get; init; }
    public required Guid Holder { get; init; }
    public required Instant ExpiresAt { get; init; }
}
