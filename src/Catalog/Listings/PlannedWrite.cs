using Besoksnaring.Catalog.Decisions;
using Besoksnaring.Catalog.Records;

namespace Besoksnaring.Catalog.Listings;

/// <summary>Everything one transaction is to write, decided before anything is.</summary>
/// <param name="News">The records of the message that are news.</param>
/// <param name="Moved">Records that now back another listing than before.</param>
/// <param name="Written">Listings to write; those whose bytes a reader could tell apart are also in <paramref name="Changes"/>.</param>
/// <param name="Touched">Listings that only their provenance changes.</param>
/// <param name="Withdrawn">Listings to tombstone, with the id of their successor where they were merged.</param>
/// <param name="Decided">Decisions that moved along with a listing that was merged into another.</param>
sealed record PlannedWrite(
    IReadOnlyList<HeldRecord> News,
    IReadOnlyList<HeldRecord> Moved,
    IReadOnlyList<PublishedListing> Written,
    IReadOnlyList<PublishedListing> Touched,
    IReadOnlyList<(string Id, string? ReplacedBy)> Withdrawn,
    IReadOnlyList<(string ListingId, HeldDecisions Decisions)> Decided,
    IReadOnlyList<ListingChange> Changes);

/// <param name="Change"><c>created</c>, <c>changed</c>, <c>tombstoned</c>, <c>merged</c> or <c>restored</c>.</param>
sealed record ListingChange(string ListingId, string Kind, string Change);
