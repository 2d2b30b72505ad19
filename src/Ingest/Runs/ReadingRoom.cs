using Microsoft.Extensions.Options;

namespace Besoksnaring.Ingest.Runs;

/// <summary>
/// As many answers as the machine can take are read and sent at a time. Fetching happens outside: a provider that hangs
/// sits on no chair.
/// </summary>
sealed class ReadingRoom(IOptions<IngestOptions> options) : IDisposable
{
    readonly SemaphoreSlim chairs = new(options.Value.ConcurrentRuns);

    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await chairs.WaitAsync(cancellationToken);
        return new Seat(chairs);
    }

    public void Dispose() => chairs.Dispose();

    sealed class Seat(SemaphoreSlim chairs) : IDisposable
    {
        public void Dispose() => chairs.Release();
    }
}
