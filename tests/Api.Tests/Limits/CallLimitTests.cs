using Besoksnaring.Api.Limits;
using CsCheck;

namespace Besoksnaring.Api.Tests.Limits;

/// <summary>The count itself, by a clock that the test moves.</summary>
public sealed class CallLimitTests
{
    [Fact]
    public void A_minutes_calls_may_come_at_once_and_come_back_evenly()
    {
        var time = new MovedTime();
        var limit = new CallLimit<string>("x", time);
        for (var call = 1; call <= 60; call++)
        {
            var left = limit.Take("a", 60);
            Assert.Equal((60 - call, call, (int?)null), (left.Remaining, left.ResetSeconds, left.RetryAfterSeconds));
        }
        Assert.Equal(1, limit.Take("a", 60).RetryAfterSeconds);
        Assert.Null(limit.Take("b", 60).RetryAfterSeconds);
        time.Move(TimeSpan.FromSeconds(1));
        Assert.Null(limit.Take("a", 60).RetryAfterSeconds);
        Assert.Equal(1, limit.Take("a", 60).RetryAfterSeconds);
        time.Move(TimeSpan.FromMinutes(5));
        Assert.Equal(59, limit.Take("a", 60).Remaining);
    }

    [Fact]
    public void Never_more_than_the_minute_and_what_came_back_are_granted() => Gen.Select(Gen.Int[1, 200], Gen.Select(Gen.Int[0, 3_000], Gen.Int[1, 60]).List[1, 40]).Sample((perMinute, steps) =>
    {
        var time = new MovedTime();
        var limit = new CallLimit<int>("x", time);
        var (granted, elapsed) = (0, 0L);
        foreach (var (wait, calls) in steps)
        {
            time.Move(TimeSpan.FromMilliseconds(wait));
            elapsed += wait;
            granted += Enumerable.Range(0, calls).Count(_ => limit.Take(1, perMinute).RetryAfterSeconds is null);
            Assert.True(granted <= perMinute + elapsed * perMinute / 60_000.0 + 1e-6, $"{granted} after {elapsed} ms");
        }
    });

    [Fact]
    public void Who_come_at_once_are_granted_no_more_together()
    {
        var limit = new CallLimit<int>("x", new MovedTime());
        var granted = 0;
        Parallel.For(0, 5_000, _ =>
        {
            if (limit.Take(1, 1_000).RetryAfterSeconds is null)
            {
                Interlocked.Increment(ref granted);
            }
        });
        Assert.Equal(1_000, granted);
    }

    [Fact]
    public void However_many_come_so_many_are_remembered_and_the_rest_share()
    {
        var time = new MovedTime();
        var limit = new CallLimit<int>("x", time);
        var refused = 0;
        for (var caller = 0; caller < CallLimit<int>.MostCallers + 500; caller++)
        {
            refused += limit.Take(caller, 3).RetryAfterSeconds is null ? 0 : 1;
        }
        Assert.Equal(CallLimit<int>.MostCallers, limit.Callers);
        Assert.Equal(200, refused);
        // Those who have everything back make room.
        time.Move(TimeSpan.FromMinutes(2));
        Assert.Equal(2, limit.Take(-1, 3).Remaining);
        Assert.Equal(1, limit.Callers);
    }

    sealed class MovedTime : TimeProvider
    {
        long now = 1_000_000;

        public override long TimestampFrequency => 1_000_000;

        public override long GetTimestamp() => Interlocked.Read(ref now);

        public void Move(TimeSpan by) => Interlocked.Add(ref now, (long)by.TotalMicroseconds);
    }
}
