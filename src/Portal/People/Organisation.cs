using NodaTime;

namespace Besoksnaring.Portal.People;

/// <summary>A business, a museum, a society: it owns listings, and people belong to it.</summary>
sealed class Organisation
{
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary>What it publishes is public at once; of others the municipality looks first.</summary>
    public bool IsTrusted { get; set; }

    public required Instant CreatedAt { get; init; }
}

/// <summary>A person who edits for a business.</summary>
sealed class Membership
{
    public required Guid OrganisationId { get; init; }

    public required Guid PersonId { get; init; }

    public required Instant Since { get; init; }
}
