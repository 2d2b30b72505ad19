using Besoksnaring.Ingest.Commands;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Runs;

namespace Besoksnaring;

/// <summary>What was never read is read at once, with a word about each provider; then every provider follows its schedule.</summary>
sealed partial class LoadThenFollow(IServiceProvider services, RunSchedule schedule, ILogger<LoadThenFollow> logger) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>A provider that hangs at its first reading keeps no other from its schedule for longer.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var load = LoadAllAsync(stoppingToken);
        await Task.WhenAny(load, Task.Delay(Patience, stoppingToken));
        await schedule.StartAsync(stoppingToken);
        await Task.WhenAll(load, schedule.ExecuteTask!);
    }

    async Task LoadAllAsync(CancellationToken stoppingToken)
    {
        while (!await LoadAsync(stoppingToken))
        {
            await Task.Delay(Pause, stoppingToken);
        }
    }

    /// <returns>False when it was interrupted: what is still unread is read next time.</returns>
    async Task<bool> LoadAsync(CancellationToken stoppingToken)
    {
        try
        {
            await services.GetRequiredService<RunLog>().EnterAsync(services.GetRequiredService<ProviderRegistry>(), stoppingToken);
            await FirstLoad.RunAsync(services, Console.Out, stoppingToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A run gives a provider's faults as its verdict: what arrives here is ours, such as a database that restarts.
            Log.Interrupted(logger, Pause.TotalSeconds, exception);
            return false;
        }
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The first load was interrupted and goes on in {Seconds} s.")]
        public static partial void Interrupted(ILogger logger, double seconds, Exception exception);
    }
}
