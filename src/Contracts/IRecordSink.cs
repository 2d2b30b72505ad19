namespace Besoksnaring.Contracts;

/// <summary>
/// The seam between Ingest and Catalog. A returned task means the records are durable: confirmed by the broker,
/// or committed by the catalogue. An exception means the caller must send the same again; twice is harmless.
/// </summary>
public interface IRecordSink
{
    Task SendAsync(RecordsObserved records, CancellationToken cancellationToken);

    Task SendAsync(RunCompleted run, CancellationToken cancellationToken);
}
