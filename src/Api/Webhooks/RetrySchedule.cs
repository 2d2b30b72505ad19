namespace Besoksnaring.Api.Webhooks;

/// <summary>When a receiver that failed is called again: soon, then ever later, over three days.</summary>
static class RetrySchedule
{
    static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>No receiver may ask to be left alone for longer.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    const double Jitter = 0.1;

    /// <param name="failures">Attempts in a row that failed, from 1.</param>
    /// <param name="asked">How long the receiver asked to be left alone.</param>
    /// <param name="random">From 0 to 1: all who failed together do not come back together.</param>
    /// <returns>How long to wait; null when it is enough.</returns>
    public static TimeSpan? After(int failures, TimeSpan? asked, double random)
    {
        if (failures > Steps.Length)
        {
            return null;
        }
        var step = Steps[failures - 1];
        var least = asked is { } wanted ? TimeSpan.FromTicks(Math.Clamp(wanted.Ticks, 0, Longest.Ticks)) : TimeSpan.Zero;
        return (step > least ? step : least) * (1 + Jitter * random);
    }

    /// <summary>What is written down says when by the clock, and clocks are moved: nobody waits longer than any wait can be.</summary>
    public static TimeSpan Remaining(TimeSpan written) => TimeSpan.FromTicks(Math.Clamp(written.Ticks, 0, (Longest * (1 + Jitter)).Ticks));
}
