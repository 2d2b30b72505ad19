using NodaTime;

namespace Besoksnaring.Api.Partners;

/// <summary>One change of what partners have: written with it, in the same transaction, and never changed.</summary>
sealed class AuditEntry
{
    public long Number { get; init; }

    public required Instant At { get; init; }

    /// <summary>The operator's account on the machine, or the beginning of the key that was used.</summary>
    public required string Actor { get; init; }

    public required string PartnerId { get; init; }

    /// <summary>Such as <c>key rotated</c>.</summary>
    public required string What { get; init; }

    /// <summary>Which one, and what it became. Never a key.</summary>
    public required string Details { get; init; }
}
