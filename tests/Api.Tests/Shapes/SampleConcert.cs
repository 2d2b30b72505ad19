using NodaTime;

namespace Besoksnaring.Api.Tests.Shapes;

/// <summary>When the sample's concert takes place from its today on: Tuesdays at seven in Karlstad, thirty times in all, not on 29 December.</summary>
static class SampleConcert
{
    static readonly DateTimeZone Stockholm = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];

    /// <summary>UTC.</summary>
    public static IEnumerable<DateTime> Starts => Enumerable.Range(0, 30).Select(week => new LocalDate(2026, 12, 1).PlusWeeks(week))
        .Where(day => day >= new LocalDate(2026, 12, 5) && day != new LocalDate(2026, 12, 29))
        .Select(day => day.At(new LocalTime(19, 0)).InZoneStrictly(Stockholm).ToDateTimeUtc());
}
