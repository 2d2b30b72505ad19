namespace Besoksnaring.Contracts;

/// <summary>
/// The seam for who waits for an answer: a push, an owner's edit, an editor's decision. The same write path as <see cref="IRecordSink"/>'s.
/// An answer other than <see cref="WriteOutcome.Pending"/> is about what is committed; an exception means that the same must be sent again, and
/// twice is harmless.
/// </summary>
public interface IAnsweringSink
{
    /// <returns>What became of each, in their order.</returns>
    Task<IReadOnlyList<WriteResult>> PutAsync(RecordsPut records, CancellationToken cancellationToken);

    Task<WriteResult> DecideAsync(ListingDecided decided, CancellationToken cancellationToken);

    Task<ListingPreview> PreviewAsync(PreviewWanted wanted, CancellationToken cancellationToken);
}

/// <summary>At most <see cref="RecordsObserved.MaxRecords"/>, each key once.</summary>
public sealed record RecordsPut(IReadOnlyList<RecordPut> Records);

/// <summary>A record as its provider puts it. What says the same as is held already is <see cref="WriteOutcome.Unchanged"/> whatever was expected, so that a repetition succeeds.</summary>
/// <param name="OnlyIfHash">The hash of the content that it replaces (<see cref="ContractsJson.HashOf"/>); null: whatever is there.</param>
/// <param name="OnlyIfNew">Only when there is no such record, or it was withdrawn.</param>
public sealed record RecordPut(RecordObserved Record, byte[]? OnlyIfHash = null, bool OnlyIfNew = false);

/// <summary>The answer to <see cref="RecordsPut"/>.</summary>
/// <param name="Results">In the order of its records.</param>
public sealed record RecordsAnswered(IReadOnlyList<WriteResult> Results);
