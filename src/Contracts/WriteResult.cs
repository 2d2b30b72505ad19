namespace Besoksnaring.Contracts;

/// <summary>What became of one record or decision.</summary>
/// <param name="Position">The place in the change log at which it is visible: a reader of that position or a later one sees it. Null: nothing was written.</param>
/// <param name="ListingId">The listing that it is part of now; null: none.</param>
/// <param name="Reason">Why nothing was written, naming the field; null where there is nothing to explain.</param>
public sealed record WriteResult(WriteOutcome Outcome, long? Position = null, string? ListingId = null, string? Reason = null);

public enum WriteOutcome
{
    /// <summary>Committed.</summary>
    Written,

    /// <summary>It says what is held already, or is a repetition.</summary>
    Unchanged,

    /// <summary>Somebody wrote meanwhile: a precondition does not hold, or a later sequence is held.</summary>
    Overtaken,

    /// <summary>There is nothing by that name.</summary>
    Unknown,

    /// <summary>It cannot be published; the reason says why.</summary>
    Refused,

    /// <summary>It is durable and will be written, but was not within the time that the caller waits.</summary>
    Pending,
}
