using Besoksnaring.Api.Webhooks;

namespace Besoksnaring.Api.Tests.Webhooks;

public sealed class RetryScheduleTests
{
    [Fact]
    public void It_waits_longer_and_longer_for_three_days_and_a_little_differently_for_each()
    {
        TimeSpan[] steps = [.. new[] { 5.0, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400 }.Select(TimeSpan.FromSeconds)];
        Assert.Equal(steps.Cast<TimeSpan?>(), Enumerable.Range(1, 9).Select(failures => RetrySchedule.After(failures, null, 0)));
        Assert.Equal(steps.Select(step => (TimeSpan?)(step * 1.1)), Enumerable.Range(1, 9).Select(failures => RetrySchedule.After(failures, null, 1)));
        Assert.Null(RetrySchedule.After(10, null, 0));
        Assert.Null(RetrySchedule.After(11, TimeSpan.FromSeconds(1), 0));
    }

    [Theory]
    [InlineData(1, 60, 60)]
    [InlineData(2, 60, 300)]
    [InlineData(1, -60, 5)]
    [InlineData(1, 1_000_000_000, 86_400)]
    public void Who_asks_to_be_left_alone_is_for_a_day_at_most(int failures, long asked, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetrySchedule.After(failures, TimeSpan.FromSeconds(asked), 0));

    [Fact]
    public void A_clock_that_was_moved_makes_nobody_wait_longer_than_any_wait_can_be()
    {
        Assert.Equal(TimeSpan.FromHours(26.4), RetrySchedule.Remaining(TimeSpan.FromDays(4_000)));
        Assert.Equal(TimeSpan.Zero, RetrySchedule.Remaining(TimeSpan.FromDays(-4_000)));
        Assert.Equal(TimeSpan.FromHours(3), RetrySchedule.Remaining(TimeSpan.FromHours(3)));
    }
}
