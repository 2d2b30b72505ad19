using NodaTime;

namespace Besoksnaring.Portal.Listings;

/// <summary>Whose a listing is.</summary>
sealed class Ownership
{
    public required string ListingId { get; set; }

    public required Guid OrganisationId { get; set; }

    public required Instant Since { get; set; }
}

/// <summary>An organisation says that a listing is its own.</summary>
sealed class Claim
{
    public required Guid Id { get; init; }

    public required string ListingId { get; init; }

    public required Guid OrganisationId { get; init; }

    /// <summary>Who asked; null: was erased.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>Why it is theirs, in their words.</summary>
    public required string Message { get; init; }

    public required ClaimState State { get; set; }

    /// <summary>The editor's, for whatever was decided.</summary>
    public string? Reason { get; set; }

    public required Instant At { get; init; }

    public Instant? DecidedAt { get; set; }
}

enum ClaimState
{
    Waiting,
    Approved,
    Rejected,

    /// <summary>Was approved, and undone.</summary>
    Undone,
}
