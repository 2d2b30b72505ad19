using Npgsql;

namespace Besoksnaring.Api.Log;

/// <summary>
/// Knows where the catalogue's log stands without being asked for it, for everybody in this process who follows it: is told by the database at each
/// commit, and looks several times a second besides, on a connection of its own.
/// </summary>
sealed partial class LogFollower(ReadDatabase database, TimeProvider time, ILogger<LogFollower> logger) : BackgroundService
{
    /// <summary>The catalogue's writers notify on it.</summary>
    const string Channel = "catalog_log";

    /// <summary>How long a change may go unseen that nobody told us of: a standby server tells nobody.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <summary>Who has not heard from the database for so long knows nothing of it.</summary>
    static readonly TimeSpan Trusted = TimeSpan.FromSeconds(2);

    volatile Seen seen = new(default, null, 0, new(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>Epoch and position as one text; null when they have not been read lately.</summary>
    public string? Position => seen is { Text: { } text } last && time.GetElapsedTime(last.At) <= Trusted ? text : null;

    /// <summary>Waits until the log has gone on from there, or is another one.</summary>
    /// <param name="known">What the caller knows; <c>default</c> waits for the first.</param>
    public async Task<LogState> WaitForNewAsync(LogState known, CancellationToken cancellationToken)
    {
        while (true)
        {
            var last = seen;
            if (last.Text is not null && (last.State.Position > known.Position || last.State.Epoch != known.Epoch))
            {
                return last.State;
            }
            await last.Next.Task.WaitAsync(cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stoppingToken);
            }
            catch (Exception lost) when (lost is NpgsqlException or TimeoutException)
            {
                Told.Lost(logger, lost.Message);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    /// <summary>The connection is kept: under load there may be none to be had, and then the cache is needed most.</summary>
    async Task FollowAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var listens = await ListenAsync(connection, cancellationToken);
        while (true)
        {
            await LookAsync(connection, cancellationToken);
            await (listens ? connection.WaitAsync(Pause, cancellationToken) : Task.Delay(Pause, time, cancellationToken));
        }
    }

    static async Task<bool> ListenAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = new NpgsqlCommand($"listen {Channel}", connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return true;
        }
        catch (PostgresException standby) when (standby.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.ObjectNotInPrerequisiteState or PostgresErrorCodes.FeatureNotSupported)
        {
            return false;
        }
    }

    async Task LookAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // Taken before the question: the answer may be as old as that.
        var at = time.GetTimestamp();
        var (state, text) = await CataloguePosition.ReadStateAsync(connection, cancellationToken);
        var last = seen;
        if (last.Text == text)
        {
            seen = last with { At = at };
            return;
        }
        seen = new(state, text, at, new(TaskCreationOptions.RunContinuationsAsynchronously));
        last.Next.SetResult();
    }

    /// <param name="Text">Null: never read.</param>
    /// <param name="Next">Done when another state is seen.</param>
    sealed record Seen(LogState State, string? Text, long At, TaskCompletionSource Next);

    static partial class Told
    {
        [LoggerMessage(LogLevel.Warning, "The catalogue's position cannot be read, so no answer is kept and no stream goes on: {Reason}")]
        public static partial void Lost(ILogger logger, string reason);
    }
}
