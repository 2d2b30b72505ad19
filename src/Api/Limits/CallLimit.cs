using System.Collections.Concurrent;

namespace Besoksnaring.Api.Limits;

/// <summary>
/// So many calls a minute for each caller, all at once if he likes. What a caller has used comes back evenly; all that is kept of him is when it will all
/// be back, and who has everything back is forgotten.
/// </summary>
sealed class CallLimit<T>(string name, TimeProvider time)
    where T : notnull
{
    /// <summary>So many callers are told apart at a time; together they take some 10 MB.</summary>
    public const int MostCallers = 100_000;

    /// <summary>What those share who come when there are more, in callers.</summary>
    const int Crowd = 100;

    readonly ConcurrentDictionary<T, Budget> budgets = new();
    readonly Budget crowd = new();
    readonly long minute = time.TimestampFrequency * 60;
    long sweptAt;

    public int Callers => budgets.Count;

    public CallsLeft Take(T caller, int perMinute)
    {
        var now = time.GetTimestamp();
        return BudgetOf(caller, now) is { } own ? Take(own, perMinute, now) : Take(crowd, perMinute * Crowd, now);
    }

    CallsLeft Take(Budget budget, int perMinute, long now)
    {
        var cost = Math.Max(1, minute / perMinute);
        while (true)
        {
            var fullAt = Volatile.Read(ref budget.FullAt);
            var then = Math.Max(fullAt, now) + cost;
            var used = then - now;
            if (used > minute)
            {
                return new CallsLeft(name, perMinute, 0, Seconds(fullAt - now), Seconds(used - minute));
            }
            if (Interlocked.CompareExchange(ref budget.FullAt, then, fullAt) == fullAt)
            {
                return new CallsLeft(name, perMinute, (int)((minute - used) / cost), Seconds(used), null);
            }
        }
    }

    /// <returns>Null: there are too many callers to tell this one from the others.</returns>
    Budget? BudgetOf(T caller, long now)
    {
        if (budgets.TryGetValue(caller, out var budget))
        {
            return budget;
        }
        if (budgets.Count >= MostCallers)
        {
            Sweep(now);
        }
        return budgets.Count < MostCallers ? budgets.GetOrAdd(caller, _ => new Budget()) : null;
    }

    /// <summary>At most once a second, however many come.</summary>
    void Sweep(long now)
    {
        var last = Interlocked.Read(ref sweptAt);
        if ((last != 0 && now - last < time.TimestampFrequency) || Interlocked.CompareExchange(ref sweptAt, now, last) != last)
        {
            return;
        }
        foreach (var (caller, budget) in budgets)
        {
            if (Volatile.Read(ref budget.FullAt) <= now)
            {
                budgets.TryRemove(caller, out _);
            }
        }
    }

    int Seconds(long ticks) => (int)((ticks + time.TimestampFrequency - 1) / time.TimestampFrequency);

    sealed class Budget
    {
        /// <summary>When all that was used is back.</summary>
        public long FullAt;
    }
}

/// <param name="ResetSeconds">Until everything is back.</param>
/// <param name="RetryAfterSeconds">Null: the call is granted.</param>
readonly record struct CallsLeft(string Name, int PerMinute, int Remaining, int ResetSeconds, int? RetryAfterSeconds);
