using System.Data;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Besoksnaring.Api.Webhooks;

/// <summary>
/// Tells all receivers what they subscribe to. Every Api process has one and a lock in the database lets one of them work; when that process ends,
/// another goes on from what is written.
/// </summary>
sealed partial class Dispatcher(PartnerDatabase database, PartnerRevision revision, FollowerParts parts, StoppedNotices notices, TimeProvider time, ILogger<Dispatcher> logger) : BackgroundService
{
    // Any number that nothing else here locks.
    const long LockKey = 7_305_821_004;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.Source.OpenConnectionAsync(stoppingToken);
                if (await AskAsync(connection, $"select pg_try_advisory_lock({LockKey})", stoppingToken) is true)
                {
                    Told.Working(logger);
                    await WorkAndUnlockAsync(connection, stoppingToken);
                }
            }
            catch (Exception lost) when (lost is NpgsqlException or TimeoutException)
            {
                Told.Lost(logger, lost.Message);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // Whoever only reads is not to suffer from it.
                Told.Fault(logger, fault);
            }
            await Task.Delay(BetweenLooks, time, stoppingToken);
        }
    }

    async Task WorkAndUnlockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await WorkAsync(connection, cancellationToken);
        }
        finally
        {
            // Given back to the pool, a connection goes on living, and its locks with it.
            if (connection.State == ConnectionState.Open)
            {
                await AskAsync(connection, $"select pg_advisory_unlock({LockKey})", CancellationToken.None);
            }
        }
    }

    /// <summary>As long as the lock is ours, and that is as long as its connection lives.</summary>
    async Task WorkAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] beside = [parts.Writer.RunAsync(end.Token), notices.RunAsync(end.Token)];
        var followed = new Dictionary<string, Followed>(StringComparer.Ordinal);
        try
        {
            var (seen, looked) = ((string?)null, time.GetTimestamp());
            while (true)
            {
                if (revision.Current is { } current && current != seen)
                {
                    await BringUpToDateAsync(followed, end.Token);
                    seen = current;
                }
                if (time.GetElapsedTime(looked) > BetweenLooks)
                {
                    await AskAsync(connection, "select true", cancellationToken);
                    looked = time.GetTimestamp();
                }
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
        finally
        {
            await end.CancelAsync();
            try
            {
                await Task.WhenAll(followed.Values.Select(one => one.EndAsync()).Concat(beside.Select(EndedAsync)));
            }
            finally
            {
                await parts.Writer.WriteAsync(withIdle: true, CancellationToken.None);
            }
        }
    }

    async Task BringUpToDateAsync(Dictionary<string, Followed> followed, CancellationToken cancellationToken)
    {
        await using var context = database.Context();
        // An agreement that no longer covers it ends it at once, and what there was goes on when it does again.
        var subscriptions = await (
            from subscription in context.Subscriptions.AsNoTracking()
            join partner in context.Partners.AsNoTracking() on subscription.PartnerId equals partner.Id
            where partner.Scopes.Contains(Scope.Subscriptions)
            select subscription).ToDictionaryAsync(s => s.Id, cancellationToken);
        foreach (var (id, one) in followed.Where(f => subscriptions.GetValueOrDefault(f.Key)?.Generation != f.Value.Generation).ToList())
        {
            followed.Remove(id);
            await one.EndAsync();
        }
        foreach (var subscription in subscriptions.Values.Where(s => s.State == Subscription.Active && !followed.ContainsKey(s.Id)))
        {
            followed[subscription.Id] = Followed.Start(subscription, parts, cancellationToken);
        }
    }

    static async Task<object?> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    static async Task EndedAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            // What it was told to.
        }
    }

    sealed class Followed(int generation, CancellationTokenSource end, Task task)
    {
        public int Generation { get; } = generation;

        public static Followed Start(Subscription subscription, FollowerParts parts, CancellationToken cancellationToken)
        {
            var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            return new(subscription.Generation, end, Task.Run(() => new Follower(subscription, parts).RunAsync(end.Token), CancellationToken.None));
        }

        public async Task EndAsync()
        {
            await end.CancelAsync();
            await EndedAsync(task);
            end.Dispose();
        }
    }

    static partial class Told
    {
        [LoggerMessage(LogLevel.Information, "This process delivers webhooks.")]
        public static partial void Working(ILogger logger);

        [LoggerMessage(LogLevel.Error, "Webhooks are not delivered by this process just now, by a fault of ours.")]
        public static partial void Fault(ILogger logger, Exception fault);

        [LoggerMessage(LogLevel.Warning, "Webhooks are not delivered by this process just now: {Reason}")]
        public static partial void Lost(ILogger logger, string reason);
    }
}
