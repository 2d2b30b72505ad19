using Besoksnaring.Contracts;

namespace Besoksnaring.Tests.Bus;

/// <summary>Says that all is written, or fails.</summary>
sealed class AnsweringDesk(Exception? failure = null) : IAnsweringSink
{
    public Task<IReadOnlyList<WriteResult>> PutAsync(RecordsPut records, CancellationToken cancellationToken) =>
        AnswerAsync<IReadOnlyList<WriteResult>>([.. records.Records.Select(_ => new WriteResult(WriteOutcome.Written, 1, "one"))]);

    public Task<WriteResult> DecideAsync(ListingDecided decided, CancellationToken cancellationToken) => AnswerAsync(new WriteResult(WriteOutcome.Written, 1, decided.ListingId));

    public Task<ListingPreview> PreviewAsync(PreviewWanted wanted, CancellationToken cancellationToken) =>
        AnswerAsync(new ListingPreview(null, new Dictionary<string, string>(), []));

    Task<T> AnswerAsync<T>(T answer) => failure is null ? Task.FromResult(answer) : Task.FromException<T>(failure);
}
