using NodaTime;

namespace Besoksnaring.Portal.Audit;

/// <summary>One thing that somebody did: written with it, in the same transaction, and never changed. Apart from the data: it outlives what it is about.</summary>
sealed class AuditEntry
{
    public long Number { get; init; }

    public required Instant At { get; init; }

    /// <summary>The person's id, which says nothing once the person is erased; null: the operator at the machine.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>What it is about: <c>listing:…</c>, <c>organisation:…</c>, <c>person:…</c>.</summary>
    public required string About { get; init; }

    /// <summary>Such as <c>claim approved</c>.</summary>
    public required string What { get; init; }

    /// <summary>The reason, or what it became. No mail address and no name of a person.</summary>
    public required string Details { get; init; }
}
