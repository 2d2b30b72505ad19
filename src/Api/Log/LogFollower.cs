using Npgsql;

namespace Besoksnaring.Api.Cache;

/// <summary>Knows where the catalogue's log stands without being asked for it: looks several times a second, on a connection of its own.</summary>
sealed partial class PositionFollower(ReadDatabase database, TimeProvider time, ILogger<PositionFollower> logger) : BackgroundService
{
    /// <summary>How long a change may go unseen while everything is well.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <summary>Who has not heard from the database for so long knows nothing of it.</summary>
    static readonly TimeSpan Trusted = TimeSpan.FromSeconds(2);

    volatile Seen? seen;

    /// <summary>Epoch and position as one text; null when they have not been read lately.</summary>
    public string? Position => seen is { } last && time.GetElapsedTime(last.At) <= Trusted ? last.Position : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            try
            {
                await FollowAsync(timer, stoppingToken);
            }
            catch (Exception lost) when (lost is NpgsqlException or TimeoutException)
            {
                Log.Lost(logger, lost.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>The connection is kept: under load there may be none to be had, and then the cache is needed most.</summary>
    async Task FollowAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        do
        {
            // Taken before the question: the answer may be as old as that.
            var at = time.GetTimestamp();
            var position = await CataloguePosition.ReadAsync(connection, cancellationToken);
            seen = new Seen(position, at);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    sealed record Seen(string Position, long At);

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The catalogue's position cannot be read, so no answer is kept: {Reason}")]
        public static partial void Lost(ILogger logger, string reason);
    }
}
