using System.Diagnostics;
using Besoksnaring.Tests.Running;
using Npgsql;

namespace Besoksnaring.Tests.Loads;

/// <summary>Watches a load from outside: whether work is going on, and when all of it is done.</summary>
sealed class Load(RunningSystem system)
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <returns>How far the catalogue has come; waits until it has come further than <paramref name="than"/>.</returns>
    public Task<long> MovesOnAsync(long than) => PollAsync(async () =>
    {
        var records = await CountAsync("select count(*) from catalog.source_record");
        return records > than ? records : null as long?;
    }, Limit, () => $"the catalogue stays at {than} records");

    /// <returns>Whether a provider is being read at this moment.</returns>
    public async Task<bool> IsUnderWayAsync() => await CountAsync("select count(*) from ingest.run_report where ended_at is null") > 0;

    /// <returns>Whether a provider is being read, or what was read of one is still on its way to the catalogue.</returns>
    public async Task<bool> IsAtWorkAsync() =>
        await IsUnderWayAsync() || await ConfirmedAsync() > await HeldAsync();

    /// <summary>Until every provider has been read to its end and the catalogue holds all that Ingest was told is durable.</summary>
    public async Task FinishAsync(int providers)
    {
        var notWell = "";
        await PollAsync(async () =>
        {
            notWell = await TextAsync("select string_agg(s::text, E'\n') from ingest.provider_status s where health <> 'ok'");
            var read = await CountAsync(
                "select count(distinct provider) from ingest.run_report where verdict in ('complete', 'unchanged', 'partial', 'held')");
            var failing = await CountAsync("select count(*) from ingest.provider_status where health = 'failing'");
            return read == providers && failing == 0 && !await IsUnderWayAsync() ? read : null as long?;
        }, Limit, () => $"not every provider was read to its end:\n{notWell}");

        var (confirmed, held) = (0L, 0L);
        await PollAsync(async () =>
        {
            confirmed = await ConfirmedAsync();
            held = await HeldAsync();
            return confirmed == held ? held : null as long?;
        }, TimeSpan.FromSeconds(60), () => $"Ingest was told that {confirmed} records are durable, the catalogue holds {held}");
    }

    Task<long> ConfirmedAsync() => CountAsync("select sum(known_records)::bigint from ingest.provider_status");

    Task<long> HeldAsync() =>
        CountAsync("select (select count(*) from catalog.source_record where hash is not null) + (select count(*) from catalog.rejected)");

    async Task<long> CountAsync(string sql) => await AskAsync(sql) as long? ?? 0;

    async Task<string> TextAsync(string sql) => await AskAsync(sql) as string ?? "";

    async Task<object?> AskAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(system.Database);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Ct);
    }

    /// <summary>Asks again until there is an answer. A database that is away, or has no schema yet, is no answer.</summary>
    static async Task<long> PollAsync(Func<Task<long?>> ask, TimeSpan limit, Func<string> otherwise)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < limit && await timer.WaitForNextTickAsync(Ct))
        {
            try
            {
                if (await ask() is { } answer)
                {
                    return answer;
                }
            }
            catch (NpgsqlException)
            {
                NpgsqlConnection.ClearAllPools();
            }
        }
        throw new TimeoutException($"After {limit.TotalSeconds} s {otherwise()}.");
    }
}
