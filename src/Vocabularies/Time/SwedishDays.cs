using NodaTime;

namespace Besoksnaring.Vocabularies.Time;

/// <summary>The days of the Swedish year that move.</summary>
static class SwedishDays
{
    /// <returns>Easter Sunday (the Gregorian computus, Meeus's form).</returns>
    public static LocalDate Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var g = (8 * b + 13) / 25;
        var h = (19 * a + b - b / 4 - g + 15) % 30;
        var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        var m = (a + 11 * h + 19 * l) / 433;
        var month = (h + l - 7 * m + 90) / 25;
        return new LocalDate(year, month, (h + l - 7 * m + 33 * month + 19) % 32);
    }

    public static LocalDate Ascension(int year) => Easter(year).PlusDays(39);

    /// <returns>The Friday of 19-25 June.</returns>
    public static LocalDate MidsummerEve(int year) => new LocalDate(year, 6, 19).With(DateAdjusters.NextOrSame(IsoDayOfWeek.Friday));

    /// <returns>The Saturday of 31 October-6 November.</returns>
    public static LocalDate AllSaints(int year) => new LocalDate(year, 10, 31).With(DateAdjusters.NextOrSame(IsoDayOfWeek.Saturday));

    /// <returns>Single working days between days off.</returns>
    public static IEnumerable<LocalDate> SqueezeDays(int year)
    {
        var off = DaysOff(year).Concat(DaysOff(year - 1)).Concat(DaysOff(year + 1)).ToHashSet();
        bool IsOff(LocalDate day) => day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday || off.Contains(day);
        var last = new LocalDate(year, 12, 31);
        for (var day = new LocalDate(year, 1, 1); day <= last; day = day.PlusDays(1))
        {
            if (!IsOff(day) && IsOff(day.PlusDays(-1)) && IsOff(day.PlusDays(1)))
            {
                yield return day;
            }
        }
    }

    /// <returns>Public holidays, and the three eves that are free like them; those on Sundays are left out.</returns>
    static IEnumerable<LocalDate> DaysOff(int year)
    {
        var easter = Easter(year);
        return
        [
            new(year, 1, 1), new(year, 1, 6), easter.PlusDays(-2), easter.PlusDays(1), new(year, 5, 1), Ascension(year), new(year, 6, 6),
            MidsummerEve(year), AllSaints(year), new(year, 12, 24), new(year, 12, 25), new(year, 12, 26), new(year, 12, 31),
        ];
    }
}
