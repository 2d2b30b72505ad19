using NodaTime;

namespace Besoksnaring.Api.Searches;

/// <summary>A search that a partner keeps under a short address, which is never given to another.</summary>
sealed class SavedSearch
{
    public required string Id { get; init; }

    public required string PartnerId { get; init; }

    public required string Name { get; set; }

    /// <summary><c>events</c> or <c>listings</c>.</summary>
    public required string Resource { get; set; }

    /// <summary>The body that a search by POST would have.</summary>
    public required string Query { get; set; }

    public required Instant CreatedAt { get; init; }

    public required Instant UpdatedAt { get; set; }

    /// <summary>Gone for ever since then; null: it is there.</summary>
    public Instant? RemovedAt { get; set; }
}
