using System.Globalization;
using Besoksnaring.Contracts;
using Besoksnaring.Portal.Listings.Form;
using Besoksnaring.Portal.Look;
using NodaTime;

namespace Besoksnaring.Portal.Listings;

/// <summary>One box of the form as it is shown.</summary>
/// <param name="Was">What it is compared with when it comes back: as it is held now.</param>
/// <param name="Origin">Where what stands published comes from; null: nobody says anything of it.</param>
sealed record ShownField(FormField Field, string Text, string Was, Fault? Fault, FieldOrigin? Origin, IReadOnlyList<(string Value, string Swedish, string English)> Choices, LocalDate Today)
{
    public bool IsChosen(string value) => Text.Split('\n').Contains(value);
}

/// <summary>Says where a value comes from: "from Turid, yesterday".</summary>
static class OriginWords
{
    public static string Of(FieldOrigin origin, LocalDate today, Said said)
    {
        var when = Day(origin.ObservedAt.InZone(DateTimeZoneProviders.Tzdb["Europe/Stockholm"]).Date, today, said);
        if (origin.Record is { } record)
        {
            return record.Provider == Publishing.Provider ? said.Of($"Skrivet här, {when}.", $"Written here, {when}.") : said.Of($"Från {record.Provider}, {when}.", $"From {record.Provider}, {when}.");
        }
        var who = origin.By == DecidedBy.Editor ? said.Of("Ändrat här av en redaktör", "Changed here by an editor") : said.Of("Ändrat här av er", "Changed here by you");
        var source = origin.HasCaughtUp ? said.Of(" Källan säger nu detsamma.", " The source says the same by now.")
            : origin.SourceSays is { } says ? said.Of($" Källan säger: \"{Shortened(says)}\".", $" The source says: \"{Shortened(says)}\".")
            : said.Of(" Källans senare ändringar syns inte.", " Later changes of the source do not show.");
        return $"{who}, {when}.{source}";
    }

    public static string Day(LocalDate day, LocalDate today, Said said) => Period.Between(day, today, PeriodUnits.Days).Days switch
    {
        0 => said.Of("i dag", "today"),
        1 => said.Of("i går", "yesterday"),
        _ => day.ToString("d MMMM uuuu", CultureInfo.GetCultureInfo(said.Language)),
    };

    static string Shortened(string text) => text.Length <= 120 ? text : text[..120] + "…";
}
