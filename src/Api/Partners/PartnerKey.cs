using NodaTime;

namespace Besoksnaring.Api.Partners;

/// <summary>A partner's key. The key itself is nowhere: its hash is.</summary>
sealed class PartnerKey
{
    /// <summary>How the key begins, to tell it by: <c>bes_k7m2q9xa</c>.</summary>
    public required string Prefix { get; init; }

    public required string PartnerId { get; init; }

    /// <summary>SHA-256 of the whole key. Its secret is 256 random bits, so there is nothing to slow a guess down for.</summary>
    public required byte[] Hash { get; init; }

    public required Instant CreatedAt { get; init; }

    /// <summary>Null: no end is known.</summary>
    public Instant? ExpiresAt { get; set; }

    public Instant? RevokedAt { get; set; }

    /// <summary>To the minute.</summary>
    public Instant? LastUsedAt { get; set; }

    public bool IsValidAt(Instant now) => RevokedAt is null && !(ExpiresAt <= now);
}
