using System.Collections.Frozen;
using Besoksnaring.Vocabularies.Places;
using NodaTime;

namespace Besoksnaring.Vocabularies.Time;

/// <summary>The words that mean a time as seen from now.</summary>
static class TimeWord
{
    /// <summary>When the evening, and with it the weekend, begins.</summary>
    static readonly LocalTime Evening = new(17, 0);

    /// <summary>When the night is over: until then it is still yesterday's.</summary>
    static readonly LocalTime Morning = new(4, 0);

    static readonly (string Word, string[] Spellings)[] Words =
    [
        ("today", ["idag"]),
        ("tonight", ["this-evening", "ikväll", "i-natt"]),
        ("tomorrow", ["imorgon", "imorron"]),
        ("this-weekend", ["weekend", "i-helgen", "helgen", "den-här-helgen", "denna-helg"]),
        ("next-weekend", ["nästa-helg", "nästa-weekend"]),
        ("this-week", ["den-här-veckan", "denna-vecka", "i-veckan"]),
        ("next-week", ["nästa-vecka"]),
        ("this-month", ["den-här-månaden", "denna-månad"]),
        ("next-month", ["nästa-månad"]),
    ];

    static readonly FrozenDictionary<string, string> ByKey = Words
        .SelectMany(w => w.Spellings.Prepend(w.Word).Select(spelling => KeyValuePair.Create(Key(spelling), w.Word)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> All => Words.Select(w => w.Word);

    /// <summary>Every way to write them, with and without the marks of å, ä and ö.</summary>
    public static IEnumerable<(string Spelling, string Word)> Spellings =>
        Words.SelectMany(w => w.Spellings.Prepend(w.Word).SelectMany(s => new[] { s, Fold.Ascii(s) }.Distinct().Select(s => (s, w.Word))));

    /// <returns>The text as it is compared: lower case, without marks, spaces or hyphens.</returns>
    public static string Key(string text) => string.Concat(Fold.Ascii(Fold.Name(text)).Where(c => c is not (' ' or '-' or '_')));

    /// <returns>Our word for it, or null.</returns>
    public static string? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <returns>The window of one of our words. The weeks begin on Mondays.</returns>
    public static TimeWindow Resolve(string word, Instant now, DateTimeZone zone)
    {
        var local = now.InZone(zone).LocalDateTime;
        var today = local.Date;
        var monday = today.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
        var first = today.With(DateAdjusters.StartOfMonth);
        var window = word switch
        {
            "today" => TimeWindow.OfDays(today, today, zone),
            "tonight" => Night(local.TimeOfDay < Morning ? today.PlusDays(-1) : today, zone),
            "tomorrow" => TimeWindow.OfDays(today.PlusDays(1), today.PlusDays(1), zone),
            "this-weekend" => Weekend(monday, zone),
            "next-weekend" => Weekend(monday.PlusWeeks(1), zone),
            "this-week" => TimeWindow.OfDays(monday, monday.PlusDays(6), zone),
            "next-week" => TimeWindow.OfDays(monday.PlusDays(7), monday.PlusDays(13), zone),
            "this-month" => Month(first, zone),
            "next-month" => Month(first.PlusMonths(1), zone),
            _ => throw new ArgumentException($"'{word}' is not one of our words.", nameof(word)),
        };
        return window with { Name = word };
    }

    public static TimeWindow Month(LocalDate first, DateTimeZone zone) => TimeWindow.OfDays(first, first.PlusMonths(1).PlusDays(-1), zone);

    static TimeWindow Night(LocalDate day, DateTimeZone zone) => TimeWindow.OfClock(day + Evening, day.PlusDays(1) + Morning, zone);

    static TimeWindow Weekend(LocalDate monday, DateTimeZone zone)
    {
        var friday = (monday.PlusDays(4) + Evening).InZoneLeniently(zone);
        return TimeWindow.Between(friday.ToInstant(), zone.AtStartOfDay(monday.PlusDays(7)).ToInstant(), zone);
    }
}
