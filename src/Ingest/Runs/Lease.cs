using System.Diagnostics;
using Npgsql;

namespace Besoksnaring.Ingest.Runs;

/// <summary>
/// The right to run one provider, held by one process at a time and kept by a heartbeat. Who dies loses it when it
/// expires. Who only slept may still believe in it: so every step asks <see cref="EnsureHeldAsync"/>, and what the
/// catalogue keeps is guarded by the sequence besides.
/// </summary>
sealed class Lease : IAsyncDisposable
{
    const string TakeSql = """
        insert into ingest.provider_lease (provider, holder, expires_at) values ($1, $2, clock_timestamp() + $3)
        on conflict (provider) do update set holder = excluded.holder, expires_at = excluded.expires_at
            where provider_lease.expires_at < clock_timestamp()
        """;
    const string KeepSql = """
        update ingest.provider_lease set expires_at = clock_timestamp() + $3
        where provider = $1 and holder = $2 and expires_at > clock_timestamp()
        """;
    const string HeldSql = """
        select 1 from ingest.provider_lease where provider = $1 and holder = $2 and expires_at > clock_timestamp() for share
        """;
    const string GiveBackSql = "delete from ingest.provider_lease where provider = $1 and holder = $2";

    readonly IngestDatabase database;
    readonly string provider;
    readonly TimeSpan length;
    readonly Guid holder = Guid.NewGuid();
    readonly CancellationTokenSource ended = new();
    readonly CancellationTokenSource lost = new();
    Task heartbeat = Task.CompletedTask;

    Lease(IngestDatabase database, string provider, TimeSpan length)
    {
        this.database = database;
        this.provider = provider;
        this.length = length;
    }

    /// <summary>Cancelled when the lease is no longer ours.</summary>
    public CancellationToken Lost => lost.Token;

    /// <returns>The lease, or null when another process runs this provider now.</returns>
    public static async Task<Lease?> TryTakeAsync(IngestDatabase database, string provider, TimeSpan length, CancellationToken cancellationToken)
    {
        var lease = new Lease(database, provider, length);
        if (await lease.ExecuteAsync(TakeSql, cancellationToken) == 0)
        {
            lease.Forget();
            return null;
        }
        lease.heartbeat = lease.KeepAsync();
        return lease;
    }

    /// <exception cref="LeaseLostException">Another may be running the provider.</exception>
    public async Task EnsureHeldAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await EnsureHeldAsync(connection, cancellationToken);
    }

    /// <summary>Within a transaction nobody can take the lease until it ends.</summary>
    public async Task EnsureHeldAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(HeldSql, connection);
        AddKey(command);
        if (await command.ExecuteScalarAsync(cancellationToken) is null)
        {
            await lost.CancelAsync();
            throw new LeaseLostException(provider);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await heartbeat;
        try
        {
            await using var command = database.Source.CreateCommand(GiveBackSql);
            AddKey(command);
            await command.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException)
        {
            // The database is away: the lease expires by itself.
        }
        Forget();
    }

    async Task KeepAsync()
    {
        var kept = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(length / 3);
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(ended.Token);
                if (await ExecuteAsync(KeepSql, ended.Token) == 0)
                {
                    await lost.CancelAsync();
                    return;
                }
                kept.Restart();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (NpgsqlException) when (kept.Elapsed < length)
            {
                // Asked again at the next tick, as long as it can still be ours.
            }
            catch (NpgsqlException)
            {
                await lost.CancelAsync();
                return;
            }
        }
    }

    async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(sql);
        AddKey(command);
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = length, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Interval });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    void AddKey(NpgsqlCommand command)
    {
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = provider });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = holder });
    }

    void Forget()
    {
        ended.Dispose();
        lost.Dispose();
    }
}

/// <summary>The run went on after its lease: it must stop sending.</summary>
sealed class LeaseLostException(string provider) : Exception($"The lease on {provider} was lost: another process may be running it.");
