using NodaTime;

namespace Besoksnaring.Api.Runs;

/// <summary>One reading of a provider, and how it ended.</summary>
record RunView
{
    public required Guid Id { get; init; }
    public required string Provider { get; init; }

    /// <summary><c>run</c>, <c>replay</c>, <c>resend</c> or <c>release</c>.</summary>
    public required string Work { get; init; }

    public required Instant StartedAt { get; init; }
    public Instant? EndedAt { get; init; }

    /// <summary>How it ended, or <c>running</c>.</summary>
    public required string Verdict { get; init; }

    public string? Reason { get; init; }
    public required int Seen { get; init; }
    public required int New { get; init; }
    public required int Changed { get; init; }
    public required int Unchanged { get; init; }
    public required int Tombstoned { get; init; }

    /// <summary>What a held run would withdraw.</summary>
    public required int WouldTombstone { get; init; }

    public required int Unreadable { get; init; }
    public required int Skipped { get; init; }
    public required int Warnings { get; init; }
    public required long Bytes { get; init; }

    /// <summary>What a person decided of a held run.</summary>
    public DecisionView? Decision { get; init; }
}

sealed record DecisionView(string Decision, Instant? At);

/// <summary>A run with what a person needs to mend its provider.</summary>
sealed record RunDetailView : RunView
{
    public string? SnapshotHash { get; init; }
    public required IReadOnlyList<CountedWord> UnmappedCategories { get; init; }
    public required IReadOnlyList<CountedWord> UnresolvedPlaces { get; init; }

    /// <summary>The first of them; the whole list has a resource of its own.</summary>
    public IReadOnlyList<QuarantinedView> Quarantined { get; init; } = [];
}

sealed record CountedWord(string Name, long Records);

/// <param name="Place">Where in the provider's answer.</param>
sealed record QuarantinedView(string? RecordId, string Place, string Reason);
