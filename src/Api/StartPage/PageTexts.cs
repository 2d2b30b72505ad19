using System.Globalization;
using NodaTime;

namespace Besoksnaring.Api.StartPage;

/// <summary>The words of our pages in one language.</summary>
sealed record PageTexts
{
    public required string Language { get; init; }
    public required CultureInfo Culture { get; init; }
    public required string OtherLanguage { get; init; }
    public required string OtherName { get; init; }
    public required string Lead { get; init; }
    public required string Search { get; init; }
    public required string SearchHint { get; init; }
    public required string SearchButton { get; init; }
    public required Func<string, string, string> Hits { get; init; }
    public required string NoHits { get; init; }
    public required string AllHits { get; init; }
    public required string Listings { get; init; }
    public required string Providers { get; init; }
    public required string Municipalities { get; init; }
    public required string Kinds { get; init; }
    public required string Freshness { get; init; }
    public required string FreshnessLead { get; init; }
    public required string Examples { get; init; }
    public required string ExamplesLead { get; init; }
    public required string Empty { get; init; }
    public required string NoProviders { get; init; }
    public required string LastRead { get; init; }
    public required string NotReadYet { get; init; }
    public required string Licence { get; init; }
    public required string NoLicence { get; init; }
    public required string MoreMunicipalities { get; init; }
    public required string FirstAnswer { get; init; }
    public required string Guide { get; init; }
    public required string Reference { get; init; }
    public required string Widget { get; init; }
    public required string Unplaced { get; init; }
    public required IReadOnlyDictionary<string, string> KindNames { get; init; }
    public required IReadOnlyDictionary<string, string> HealthNames { get; init; }
    public required IReadOnlyDictionary<string, string> VerdictNames { get; init; }
    public required IReadOnlyDictionary<string, string> ExampleNames { get; init; }
    public required Func<Duration, string> Ago { get; init; }

    public static PageTexts Of(string language) => language == "en" ? EnglishTexts.Texts : SwedishTexts.Texts;

    public string Number(long value) => value.ToString("N0", Culture);

    /// <summary>The largest unit that fits: nobody wants to count hours of last week.</summary>
    public static string Relative(Duration age, string now, Func<int, string> minutes, Func<int, string> hours, Func<int, string> days) => age.TotalMinutes switch
    {
        < 1 => now,
        < 60 => minutes((int)age.TotalMinutes),
        < 48 * 60 => hours((int)age.TotalHours),
        _ => days((int)age.TotalDays),
    };
}
