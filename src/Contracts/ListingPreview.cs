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

    /// <summary>The values, merged and cleaned: what an editor begins with. Null with a reason.</summary>
    public RecordContent? Content { get; init; }

    /// <summary>SCB's code, four digits; null: not known.</summary>
    public string? Municipality { get; init; }

    /// <summary>Where each value comes from, by field.</summary>
    public IReadOnlyList<FieldOrigin> Origins { get; init; } = [];

    /// <summary>The records behind it, the most trusted first.</summary>
    public IReadOnlyList<BackingRecord> Records { get; init; } = [];

    /// <summary>What people have decided so far; null: nothing.</summary>
    public ListingDecisions? Decisions { get; init; }

    /// <summary>The version of <see cref="Decisions"/>, upon which the next decision is made.</summary>
    public Guid? Version { get; init; }
}

/// <param name="Field">As provenance names it.</param>
/// <param name="Record">Null: it was decided.</param>
/// <param name="By">Who decided; null: nobody.</param>
/// <param name="HasCaughtUp">A record says by now what was decided.</param>
/// <param name="SourceSays">Of a text that was decided: what the most trusted record says instead; null: nothing, or the same.</param>
public sealed record FieldOrigin(string Field, RecordKey? Record, NodaTime.Instant ObservedAt, DecidedBy? By, bool HasCaughtUp, string? SourceSays)
{
    /// <summary>Another record says something else than what is published.</summary>
    public bool IsDisputed { get; init; }
}

/// <param name="Hash">Of its content as it was sent.</param>
public sealed record BackingRecord(RecordKey Key, byte[]? Hash);

/// <summary>One dated happening that follows from a schedule, in venue time.</summary>
/// <param name="IsDate">No time of day is known.</param>
/// <param name="IsRun">A continuous one, such as an exhibition.</param>
public sealed record PreviewedOccurrence(
    NodaTime.LocalDateTime Start, NodaTime.LocalDateTime? End, NodaTime.Instant StartsAt, bool IsDate, bool IsRun, EventStatus Status);
