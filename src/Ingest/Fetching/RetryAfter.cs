using NodaTime;

namespace Besoksnaring.Ingest.Fetching;

static class RetryAfter
{
    /// <returns>How long the provider asks us to wait, or null when it does not.</returns>
    public static TimeSpan? Of(HttpResponseMessage? response, IClock clock) => response?.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => TimeSpan.FromTicks(Math.Max(0, (date - clock.GetCurrentInstant().ToDateTimeOffset()).Ticks)),
        _ => null,
    };
}
