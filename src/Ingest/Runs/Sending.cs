using Besoksnaring.Contracts.Content;
using Besoksnaring.Ingest.Snapshots;

namespace Besoksnaring.Ingest.Runs;

/// <summary>One record on its way to the sink, and what is remembered once it arrived. Without content it is a tombstone.</summary>
sealed record Sending(string RecordId, RecordContent? Content, byte[]? Hash, string? Dates)
{
    public static Sending Of(Readable record) => new(record.RecordId, record.Content, record.Hash, record.Dates);

    public static Sending Tombstone(string recordId) => new(recordId, null, null, null);
}
