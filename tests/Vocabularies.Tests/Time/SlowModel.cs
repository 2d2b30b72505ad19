using NodaTime;
using NodaTime.Calendars;

namespace Besoksnaring.Vocabularies.Tests.Time;

/// <summary>What the words mean, said the slow way: by looking at one day after another.</summary>
static class SlowModel
{
    public static readonly DateTimeZone Stockholm = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];

    /// <returns>The first and last day of whole-day words, seen from that day.</returns>
    public static (LocalDate First, LocalDate Last) Days(string word, LocalDate today)
    {
        var candidates = Enumerable.Range(-70, 141).Select(today.PlusDays).ToList();
        var days = word switch
        {
            "today" => candidates.Where(d => d == today),
            "tomorrow" => candidates.Where(d => d.PlusDays(-1) == today),
            "this-week" => candidates.Where(d => Week(d) == Week(today)),
            "next-week" => candidates.Where(d => Week(d.PlusDays(-7)) == Week(today)),
            "this-month" => candidates.Where(d => (d.Year, d.Month) == (today.Year, today.Month)),
            "next-month" => candidates.Where(d => (d.Year * 12) + d.Month == (today.Year * 12) + today.Month + 1),
            _ => throw new ArgumentOutOfRangeException(nameof(word)),
        };
        return (days.Min(), days.Max());
    }

    /// <returns>When the clock of the wall first shows that time or a later one on that day.</returns>
    public static Instant At(LocalDate day, int hour)
    {
        var instant = Instant.FromUtc(day.Year, day.Month, day.Day, 0, 0) - Duration.FromHours(4);
        while (instant.InZone(Stockholm).LocalDateTime < day.AtMidnight().PlusHours(hour))
        {
            instant += Duration.FromMinutes(30);
        }
        return instant;
    }

    static (int Year, int Week) Week(LocalDate day) => (WeekYearRules.Iso.GetWeekYear(day), WeekYearRules.Iso.GetWeekOfWeekYear(day));
}
