using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Ingest;

/// <summary>Settings under <c>Ingest</c>; the registry's place is <c>Registry:File</c>.</summary>
sealed class IngestOptions
{
    /// <summary>Where the raw answers are kept. Default: <c>snapshots</c> in the working folder.</summary>
    [Required]
    public string SnapshotFolder { get; set; } = "snapshots";

    /// <summary>Snapshots kept of each provider, whatever their age. Default: 10.</summary>
    [Range(1, 10_000)]
    public int SnapshotsKept { get; set; } = 10;

    /// <summary>Days an older snapshot is kept besides. Default: 30.</summary>
    [Range(0, 3650)]
    public int SnapshotDays { get; set; } = 30;

    /// <summary>Whom a provider can write to about our calls; part of the User-Agent. Default: the project's page.</summary>
    [Required]
    public string Contact { get; set; } = "https://github.com/besoksnaring";

    /// <summary>Largest document as sent, in bytes. Default: 100 MB.</summary>
    [Range(1, int.MaxValue)]
    public int MaxBytesSent { get; set; } = 100_000_000;

    /// <summary>Largest answer (all its documents together) after decompression, in bytes. Default: 400 MB.</summary>
    [Range(1, int.MaxValue)]
    public int MaxBytes { get; set; } = 400_000_000;

    /// <summary>Most pages of one answer. Default: 1,000.</summary>
    [Range(1, 100_000)]
    public int MaxPages { get; set; } = 1_000;

    /// <summary>One attempt at one document, its last byte included. Default: 60 s.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>One document with all its attempts. Default: 4 minutes.</summary>
    public TimeSpan DocumentTimeout { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>One answer with all its pages. Default: 30 minutes.</summary>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Attempts after the first. Default: 3.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 3;

    /// <summary>Wait before the first new attempt; doubles, with jitter. Default: 2 s.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>A Retry-After up to this is waited for; a longer one ends the run, and the next comes no sooner. Default: 1 minute.</summary>
    public TimeSpan LongestRetryAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Answers read and sent at the same time; fetching is not counted, so that a provider that hangs delays nobody. Default: 4.</summary>
    [Range(1, 100)]
    public int ConcurrentRuns { get; set; } = 4;

    /// <summary>Wait after a failed run; four times longer after each more, at most an hour. Default: 30 s.</summary>
    public TimeSpan RetryFailedAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Attempts at handing over one batch before the run fails. Default: 4.</summary>
    [Range(1, 20)]
    public int SendAttempts { get; set; } = 4;

    /// <summary>A run whose process is gone for this long may be taken over. Default: 30 s.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Unreadable records of one run that are kept to be looked at; all are counted. Default: 1,000.</summary>
    [Range(0, 100_000)]
    public int QuarantineKept { get; set; } = 1_000;

    /// <summary>Days that runs and what they quarantined are kept. Default: 90.</summary>
    [Range(1, 3650)]
    public int RunDays { get; set; } = 90;
}

[OptionsValidator]
sealed partial class IngestOptionsValidator : IValidateOptions<IngestOptions>;
