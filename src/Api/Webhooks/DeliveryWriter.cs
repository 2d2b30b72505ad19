using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Subscriptions;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Api.Webhooks;

/// <summary>
/// Writes how far all have been told, several times a second and all at once: what was told since the last time is told again after a crash, under
/// the same ids. What a partner changed meanwhile stands.
/// </summary>
sealed partial class DeliveryWriter(PartnerDatabase database, IClock clock, TimeProvider time, ILogger<DeliveryWriter> logger)
{
    public const int MostOfOne = 1_000;

    const int DaysKept = 30;

    const string ProgressSql = """
        update partner.subscription s set epoch = u.epoch, position = u.position, failures = u.failures, failing_since = u.failing_since, next_attempt_at = u.next_attempt_at,
            last_success_at = u.last_success_at, state = u.state, reason = u.reason, is_notice_due = s.is_notice_due or s.state <> u.state, generation = s.generation + case when s.state <> u.state then 1 else 0 end
        from unnest($1::text[], $2::integer[], $3::uuid[], $4::bigint[], $5::integer[], $6::timestamptz[], $7::timestamptz[], $8::timestamptz[], $9::text[], $10::text[])
            u (id, generation, epoch, position, failures, failing_since, next_attempt_at, last_success_at, state, reason)
        where s.id = u.id and s.generation = u.generation
            -- A process that has lost its lock may write late, and never takes back what the next one told.
            and (s.epoch <> u.epoch or u.position >= s.position)
        """;

    const string DeliveriesSql = """
        insert into partner.delivery (subscription_id, at, message_id, type, listing_id, position, attempt, status, latency_ms, answer, fault)
        select u.subscription_id, u.at, u.message_id, u.type, u.listing_id, u.position, u.attempt, u.status, u.latency_ms, u.answer, u.fault
        from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::integer[], $8::integer[], $9::integer[], $10::text[], $11::text[])
            with ordinality u (subscription_id, at, message_id, type, listing_id, position, attempt, status, latency_ms, answer, fault, place)
        join partner.subscription s on s.id = u.subscription_id
        order by u.place
        for key share of s
        """;

    const string CleanSql = """
        delete from partner.delivery where at < $1 or number in (
            select number from (select number, row_number() over (partition by subscription_id order by number desc) as place from partner.delivery) d where place > $2)
        """;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>What moved without anybody being told is written so seldom: it costs nothing to read past it again.</summary>
    static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    static readonly TimeSpan BetweenCleanings = TimeSpan.FromHours(1);

    readonly Lock gate = new();
    Dictionary<string, Progress> urgent = [];
    Dictionary<string, Progress> idle = [];
    List<Delivery> deliveries = [];

    /// <param name="isUrgent">Somebody was told something, or was not.</param>
    public void Note(Progress progress, bool isUrgent)
    {
        lock (gate)
        {
            // The later word on a subscription is the whole of it.
            var isWaited = urgent.ContainsKey(progress.Id) || isUrgent;
            (isWaited ? urgent : idle)[progress.Id] = progress;
            if (isWaited)
            {
                idle.Remove(progress.Id);
            }
        }
    }

    public void Add(Delivery delivery)
    {
        lock (gate)
        {
            deliveries.Add(delivery);
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (wroteIdle, cleaned) = (time.GetTimestamp(), 0L);
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                var isIdleDue = time.GetElapsedTime(wroteIdle) > Idle;
                await WriteAsync(isIdleDue, cancellationToken);
                wroteIdle = isIdleDue ? time.GetTimestamp() : wroteIdle;
                if (cleaned == 0 || time.GetElapsedTime(cleaned) > BetweenCleanings)
                {
                    await CleanAsync(cancellationToken);
                    cleaned = time.GetTimestamp();
                }
            }
            catch (Exception lost) when (lost is NpgsqlException or TimeoutException)
            {
                Told.Lost(logger, lost.Message);
            }
        }
    }

    /// <summary>Writes what there is. What cannot be written is kept for the next time.</summary>
    public async Task WriteAsync(bool withIdle, CancellationToken cancellationToken)
    {
        var (progress, attempts) = Take(withIdle);
        if (progress.Count == 0 && attempts.Count == 0)
        {
            return;
        }
        try
        {
            await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await WriteProgressAsync(connection, [.. progress.Values], cancellationToken);
            await WriteDeliveriesAsync(connection, attempts, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch
        {
            GiveBack(progress, attempts);
            throw;
        }
    }

    (Dictionary<string, Progress> Progress, List<Delivery> Deliveries) Take(bool withIdle)
    {
        lock (gate)
        {
            var taken = (urgent, deliveries);
            if (withIdle)
            {
                foreach (var (id, progress) in idle)
                {
                    taken.urgent[id] = progress;
                }
                idle = [];
            }
            (urgent, deliveries) = ([], []);
            return taken;
        }
    }

    void GiveBack(Dictionary<string, Progress> progress, List<Delivery> attempts)
    {
        lock (gate)
        {
            foreach (var (id, old) in progress)
            {
                urgent.TryAdd(id, idle.Remove(id, out var newer) ? newer : old);
            }
            deliveries.InsertRange(0, attempts);
        }
    }

    static async Task WriteProgressAsync(NpgsqlConnection connection, Progress[] rows, CancellationToken cancellationToken)
    {
        // In one order, so that two never wait for each other.
        Array.Sort(rows, (a, b) => string.CompareOrdinal(a.Id, b.Id));
        await using var command = new NpgsqlCommand(ProgressSql, connection);
        Given(command, rows, p => p.Id);
        Given(command, rows, p => p.Generation);
        Given(command, rows, p => p.Epoch);
        Given(command, rows, p => p.Position);
        Given(command, rows, p => p.Failures);
        Given(command, rows, p => p.FailingSince);
        Given(command, rows, p => p.NextAttemptAt);
        Given(command, rows, p => p.LastSuccessAt);
        Given(command, rows, p => p.State);
        Given(command, rows, p => p.Reason);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    static async Task WriteDeliveriesAsync(NpgsqlConnection connection, List<Delivery> rows, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(DeliveriesSql, connection);
        Given(command, rows, d => d.SubscriptionId);
        Given(command, rows, d => d.At);
        Given(command, rows, d => d.MessageId);
        Given(command, rows, d => d.Type);
        Given(command, rows, d => d.ListingId);
        Given(command, rows, d => d.Position);
        Given(command, rows, d => d.Attempt);
        Given(command, rows, d => d.Status);
        Given(command, rows, d => d.LatencyMs);
        Given(command, rows, d => d.Answer);
        Given(command, rows, d => d.Fault);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    static void Given<TRow, T>(NpgsqlCommand command, IEnumerable<TRow> rows, Func<TRow, T> column) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. rows.Select(column)] });

    async Task CleanAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(CleanSql);
        command.Parameters.Add(new() { Value = clock.GetCurrentInstant() - Duration.FromDays(DaysKept) });
        command.Parameters.Add(new() { Value = MostOfOne });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    static partial class Told
    {
        [LoggerMessage(LogLevel.Warning, "What was delivered cannot be written and is kept until it can: {Reason}")]
        public static partial void Lost(ILogger logger, string reason);
    }
}
