using Besoksnaring.Ingest.Registry;
using Npgsql;

namespace Besoksnaring.Ingest.Runs;

/// <summary>Runs what is due. Each provider is a task of its own, so that one that hangs or fails delays no other.</summary>
sealed partial class RunSchedule(RunLog runs, ProviderRun run, ProviderRegistry registry, ILogger<RunSchedule> logger) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    readonly Dictionary<string, Task> going = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        var entered = false;
        do
        {
            try
            {
                if (!entered)
                {
                    await runs.EnterAsync(registry, stoppingToken);
                    entered = true;
                }
                await StartDueAsync(stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                Log.DatabaseAway(logger, exception.Message);
            }
        }
        while (await NextTickAsync(timer, stoppingToken));
        await Task.WhenAll(going.Values);
    }

    async Task StartDueAsync(CancellationToken cancellationToken)
    {
        foreach (var ended in going.Where(pair => pair.Value.IsCompleted).Select(pair => pair.Key).ToList())
        {
            going.Remove(ended);
        }
        foreach (var id in await runs.DueAsync(cancellationToken))
        {
            // An entry of another process's newer registry is that process's to run.
            if (!going.ContainsKey(id) && registry.Find(id) is { } provider)
            {
                going[id] = Task.Run(() => RunAsync(provider, cancellationToken), CancellationToken.None);
            }
        }
    }

    /// <summary>The boundary of one provider: a run gives its faults as a verdict, so what arrives here is about us.</summary>
    async Task RunAsync(Provider provider, CancellationToken cancellationToken)
    {
        try
        {
            await run.RunAsync(provider, RunWork.Run, cancellationToken, onlyIfDue: true);
        }
        catch (OperationCanceledException)
        {
            Log.Stopped(logger, provider.Id);
        }
        catch (Exception exception)
        {
            Log.NotRecorded(logger, provider.Id, exception);
        }
    }

    static async Task<bool> NextTickAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The schedule waits for PostgreSQL: {Reason}")]
        public static partial void DatabaseAway(ILogger logger, string reason);

        [LoggerMessage(2, LogLevel.Information, "The run of {Provider} stops with this process; the next one does the rest.")]
        public static partial void Stopped(ILogger logger, string provider);

        [LoggerMessage(3, LogLevel.Error, "The run of {Provider} could not be recorded; it is repeated.")]
        public static partial void NotRecorded(ILogger logger, string provider, Exception exception);
    }
}
