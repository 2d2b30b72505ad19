using NodaTime;

namespace Besoksnaring.Portal.Truth;

/// <summary>One question to one person: is this listing still right? What is in the link is nowhere else: here is its hash.</summary>
sealed class Question
{
    public static readonly Duration Life = Duration.FromDays(30);

    public required byte[] Hash { get; init; }

    public required string ListingId { get; init; }

    /// <summary>On whose behalf the answer is: it counts as long as the listing is theirs.</summary>
    public required Guid OrganisationId { get; init; }

    public required Guid PersonId { get; init; }

    public required Instant AskedAt { get; init; }

    public required Instant ExpiresAt { get; init; }

    /// <summary>Null: not yet. One answer uses the link up.</summary>
    public Instant? AnsweredAt { get; set; }
}
