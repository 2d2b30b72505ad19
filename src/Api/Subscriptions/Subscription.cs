using NodaTime;

namespace Besoksnaring.Api.Subscriptions;

/// <summary>What a partner wants to be called about, and how far it has been told. Its position in the log is its queue.</summary>
sealed class Subscription
{
    public const string Active = "active";

    /// <summary>By its partner, or because calling it was given up.</summary>
    public const string Paused = "paused";

    /// <summary>Its receiver said that it is gone (410).</summary>
    public const string Disabled = "disabled";

    public const string Thin = "thin";

    public const string Data = "data";

    public required string Id { get; init; }

    public required string PartnerId { get; init; }

    public required string Name { get; set; }

    public required string Address { get; set; }

    /// <summary>One of the partner's saved searches; null: everything.</summary>
    public string? SearchId { get; set; }

    /// <summary>Empty: any.</summary>
    public required string[] Kinds { get; set; }

    /// <summary><see cref="Thin"/> or <see cref="Data"/>: whether the listing itself is sent, or only where to read it.</summary>
    public required string Payload { get; set; }

    public required string[] Languages { get; set; }

    public required string Secret { get; set; }

    /// <summary>Messages are signed with it too, until <see cref="PreviousUntil"/>.</summary>
    public string? PreviousSecret { get; set; }

    public Instant? PreviousUntil { get; set; }

    public string State { get; set; } = Active;

    /// <summary>Why it is not active, as a sentence.</summary>
    public string? Reason { get; set; }

    /// <summary>Its partner has not been told by mail yet that we stopped it.</summary>
    public bool IsNoticeDue { get; set; }

    /// <summary>Of the log that the position is of.</summary>
    public required Guid Epoch { get; set; }

    /// <summary>Everything up to there has been told.</summary>
    public required long Position { get; set; }

    /// <summary>Attempts in a row that failed.</summary>
    public int Failures { get; set; }

    public Instant? FailingSince { get; set; }

    public Instant? NextAttemptAt { get; set; }

    public Instant? LastSuccessAt { get; set; }

    /// <summary>Moves with each change of what is to be done: who delivers begins anew from what is written.</summary>
    public int Generation { get; set; }

    public required Instant CreatedAt { get; init; }

    public required Instant UpdatedAt { get; set; }
}
