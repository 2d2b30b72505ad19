using NodaTime;

namespace Besoksnaring.Api.Providers;

/// <summary>A provider and how fresh it is.</summary>
sealed record ProviderView
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Organisation { get; init; }
    public required string Format { get; init; }
    public required LicenceView Licence { get; init; }
    public string? Contact { get; init; }
    public required int Rank { get; init; }
    public required string CompleteFor { get; init; }
    public string? Schedule { get; init; }

    /// <summary><c>ok</c>, <c>late</c>, <c>held</c>, <c>failing</c> or <c>never</c>.</summary>
    public required string Health { get; init; }

    public LastRunView? LastRun { get; init; }

    /// <summary>When it was last read wholly: only then is its silence about a record known to mean something.</summary>
    public Instant? LastCompleteAt { get; init; }

    public required long KnownRecords { get; init; }

    /// <summary>Live listings that have something from it.</summary>
    public required long Listings { get; init; }
}

sealed record LicenceView(string Id, IReadOnlyList<string> Permits);

sealed record LastRunView(Guid Id, string? Verdict, Instant? EndedAt, string? Reason);
