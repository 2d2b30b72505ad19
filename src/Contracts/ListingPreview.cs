using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Contracts;

/// <param name="ListingId">The listing as it stands; null: none yet.</param>
/// <param name="Record">Content as it would be sent, instead of what its provider says now; null: nothing of it.</param>
/// <param name="Decisions">Instead of those that are in force; null: those.</param>
public sealed record PreviewWanted(string? ListingId, RecordContent? Record, ListingDecisions? Decisions);

/// <param name="Reason">Why nothing could be published of it, naming the field; null: it could.</param>
/// <param name="Details">For each of our languages, the JSON of the listing as its readers would get it.</param>
/// <param name="Occurrences">Those to come, at most <see cref="MaxOccurrences"/>, in order.</param>
public sealed record ListingPreview(string? Reason, IReadOnlyDictionary<string, string> Details, IReadOnlyList<PreviewedOccurrence> Occurrences)
{
    public const int MaxOccurrences = 200;
}

/// <summary>One dated happening that follows from a schedule, in venue time.</summary>
/// <param name="IsDate">No time of day is known.</param>
/// <param name="IsRun">A continuous one, such as an exhibition.</param>
public sealed record PreviewedOccurrence(
    NodaTime.LocalDateTime Start, NodaTime.LocalDateTime? End, NodaTime.Instant StartsAt, bool IsDate, bool IsRun, EventStatus Status);
