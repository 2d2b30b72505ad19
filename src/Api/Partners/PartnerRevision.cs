using System.Globalization;
using Npgsql;

namespace Besoksnaring.Api.Partners;

/// <summary>Knows, as every process does, whether keys and saved searches are what they were: looks several times a second, on a connection of its own.</summary>
sealed partial class PartnerRevision(PartnerDatabase database, TimeProvider time, ILogger<PartnerRevision> logger) : BackgroundService
{
    /// <summary>How long a change by another process may go unseen while everything is well.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <summary>Who has not heard from the database for so long knows nothing of it.</summary>
    static readonly TimeSpan Trusted = TimeSpan.FromSeconds(2);

    readonly Lock gate = new();
    volatile Seen? seen;

    /// <summary>Equal texts mean equal keys and searches; null when it has not been read lately.</summary>
    public string? Current => seen is { } last && time.GetElapsedTime(last.At) <= Trusted ? last.Number : null;

    /// <summary>For who has changed something here: from now on this process knows it.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await LookAsync(connection, cancellationToken);
    }

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

    async Task FollowAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        do
        {
            await LookAsync(connection, cancellationToken);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    async Task LookAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // Taken before the question: the answer may be as old as that.
        var at = time.GetTimestamp();
        await using var command = new NpgsqlCommand("select number from partner.revision", connection);
        var number = ((long)(await command.ExecuteScalarAsync(cancellationToken))!).ToString(CultureInfo.InvariantCulture);
        lock (gate)
        {
            // A question that was asked later knows better, whichever is answered first.
            if (seen is null || seen.At <= at)
            {
                seen = new Seen(number, at);
            }
        }
    }

    sealed record Seen(string Number, long At);

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The partners' revision cannot be read, so every key is looked up: {Reason}")]
        public static partial void Lost(ILogger logger, string reason);
    }
}
