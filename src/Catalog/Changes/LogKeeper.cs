using Microsoft.Extensions.Options;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Catalog.Changes;

/// <summary>Lets go of the log's old months.</summary>
sealed partial class LogKeeper(CatalogDatabase database, IOptions<LogOptions> options, IClock clock, TimeProvider time, ILogger<LogKeeper> logger) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromHours(6);

    /// <returns>How many months went.</returns>
    public async Task<int> DropAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand("select catalog.drop_change_partitions($1)");
        command.Parameters.Add(new NpgsqlParameter<Instant> { TypedValue = clock.GetCurrentInstant() - Duration.FromDays(options.Value.KeepLogDays) });
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            try
            {
                if (await DropAsync(stoppingToken) is > 0 and var months)
                {
                    Log.Dropped(logger, months, options.Value.KeepLogDays);
                }
            }
            catch (NpgsqlException error)
            {
                Log.Failed(logger, error.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{months} months of the log are older than {days} days and are gone.")]
        public static partial void Dropped(ILogger logger, int months, int days);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Old months of the log could not be let go; it is tried again later: {reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
