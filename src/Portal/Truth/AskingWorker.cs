using Microsoft.Extensions.Options;
using Npgsql;

namespace Besoksnaring.Portal.Truth;

/// <summary>Looks now and then whom to ask. Without <c>Portal:PublicUrl</c> nobody is: a link would lead nowhere.</summary>
sealed partial class AskingWorker(IServiceScopeFactory scopes, IOptions<PortalOptions> options, TimeProvider time, ILogger<AskingWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.PublicUrl.Length == 0)
        {
            return;
        }
        using var timer = new PeriodicTimer(options.Value.AskEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var asked = await scope.ServiceProvider.GetRequiredService<Asking>().AskAsync(options.Value.PublicUrl.TrimEnd('/') + PortalModule.Path, stoppingToken);
                Log.Asked(logger, asked);
            }
            catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or Microsoft.EntityFrameworkCore.DbUpdateException)
            {
                // Who was not asked is asked in the next round.
                Log.Failed(logger, exception);
            }
        }
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Count} owners were asked whether a listing is still right.")]
        public static partial void Asked(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Warning, "Owners could not be asked whether their listings are still right; it is tried again in the next round.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
