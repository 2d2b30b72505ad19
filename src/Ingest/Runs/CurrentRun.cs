using System.Text.Json;
using Besoksnaring.Contracts;
using Besoksnaring.Ingest.Fetching;
using Besoksnaring.Ingest.Providers;
using Besoksnaring.Ingest.Registry;

namespace Besoksnaring.Ingest.Runs;

/// <summary>How far a run has come, for who watches.</summary>
/// <param name="Step"><c>fetching</c>, <c>reading</c>, <c>sending</c>, or the verdict.</param>
sealed record RunProgress(string Provider, string Step, int Done, int Of);

/// <summary>A run while it goes on.</summary>
sealed class CurrentRun(Provider provider, IProviderFormat format, ProviderState state, Lease lease, Run run, IProgress<RunProgress>? progress)
{
    readonly bool sameEntry = state.EntryHash == ProviderEntry.HashOf(provider);

    public Guid Id => run.Id;
    public long Sequence => run.Sequence;
    public NodaTime.Instant StartedAt => run.StartedAt;
    public Provider Provider => provider;
    public IProviderFormat Format => format;
    public Lease Lease => lease;

    /// <returns>Whether these bytes were the last answer, read to its end with the same registry entry.</returns>
    public bool IsLast(string hash) => sameEntry && state.SnapshotHash == hash;

    /// <summary>Another entry reads the answer again, so it asks for the bytes.</summary>
    public FetchMemory Remembered() => new(
        sameEntry && state.Validators is { } json ? JsonSerializer.Deserialize<Validators>(json, ContractsJson.Options) : null,
        state.LastFile);

    public void Tell(string step, int done = 0, int of = 0) => progress?.Report(new RunProgress(provider.Id, step, done, of));
}
