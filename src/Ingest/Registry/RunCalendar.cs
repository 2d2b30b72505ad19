using Cronos;
using NodaTime;

namespace Besoksnaring.Ingest.Registry;

/// <summary>When a schedule says so: cron expressions are read by the clocks on the wall in Sweden.</summary>
static class RunCalendar
{
    static readonly TimeZoneInfo WallZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    public static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];

    /// <returns>The first time after <paramref name="after"/>, or null: never, or no schedule.</returns>
    public static Instant? Next(string? schedule, Instant after) => schedule is null
        ? null
        : CronExpression.Parse(schedule).GetNextOccurrence(after.ToDateTimeOffset(), WallZone) is { } next
            ? Instant.FromDateTimeOffset(next)
            : null;
}
