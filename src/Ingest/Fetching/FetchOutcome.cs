using Besoksnaring.Ingest.Snapshots;
using NodaTime;

namespace Besoksnaring.Ingest.Fetching;

/// <summary>How a fetch ended. What goes wrong at a provider is an outcome, not an exception.</summary>
abstract record FetchOutcome
{
    /// <param name="AsOf">When the provider said so: now, or the date in the name of a dated file.</param>
    /// <param name="Validators">For the next conditional request, to be saved once everything is confirmed; null: it gave none.</param>
    /// <param name="File">The file read in turn, or null.</param>
    internal sealed record Fetched(Snapshot Snapshot, Instant AsOf, Validators? Validators, string? File) : FetchOutcome
    {
        /// <summary>Why what was fetched is no answer, for a file in turn that is passed by; null: it is one.</summary>
        public string? Refused { get; init; }
    }

    /// <summary>It answered 304 to everything, or there is no file that was not read before.</summary>
    internal sealed record NotModified(string Reason) : FetchOutcome;

    /// <param name="Reason">For a person, with the address.</param>
    /// <param name="NotBefore">The provider asked to be left alone until then.</param>
    internal sealed record Failed(string Reason, Instant? NotBefore = null) : FetchOutcome;
}

/// <summary>What a provider gave to ask "has it changed since" with, by address.</summary>
sealed record Validators(IReadOnlyDictionary<string, Validator> ByAddress);

sealed record Validator(string? ETag, string? LastModified);

/// <summary>What is remembered of earlier fetches.</summary>
/// <param name="LastFile">Of files in turn: the last one read.</param>
sealed record FetchMemory(Validators? Validators, string? LastFile)
{
    public static FetchMemory None { get; } = new(null, null);
}
