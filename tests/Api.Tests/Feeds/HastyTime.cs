namespace Besoksnaring.Api.Tests.Feeds;

/// <summary>A clock whose waits are over so many times sooner, so that a test need not sit through them.</summary>
sealed class HastyTime(int times) : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / times : dueTime, period > TimeSpan.Zero ? period / times : period);
}
