using NodaTime;

namespace Besoksnaring.Api.Subscriptions;

/// <summary>One attempt to tell a receiver something.</summary>
sealed class Delivery
{
    public long Number { get; init; }

    public required string SubscriptionId { get; init; }

    public required Instant At { get; init; }

    /// <summary>The message's id, the same for each attempt.</summary>
    public required string MessageId { get; init; }

    /// <summary>Such as <c>listing.updated</c>.</summary>
    public required string Type { get; init; }

    public string? ListingId { get; init; }

    public long? Position { get; init; }

    /// <summary>The how manieth in a row, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Null: there was no answer, and <see cref="Fault"/> says why.</summary>
    public int? Status { get; init; }

    public required int LatencyMs { get; init; }

    /// <summary>How the answer begins.</summary>
    public required string Answer { get; init; }

    public string? Fault { get; init; }
}
