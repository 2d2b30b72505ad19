using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Vocabularies.Time;

/// <summary>Sweden's holidays as calendars: what visitors mean by them, worked out by rule.</summary>
static class Holidays
{
    // The national day became a public holiday in 2005; the other rules are older and the same today.
    static readonly LocalDate ValidFrom = new(2005, 1, 1);
    static readonly LocalDate ValidTo = new(2100, 12, 31);

    const string Law = " Allmänna helgdagar: lag (1989:253).";
    const string LawUrl = "https://rkrattsbaser.gov.se/sfst?bet=1989:253";

    /// <summary>What else they are called.</summary>
    public static IEnumerable<(string Spelling, string Name)> Spellings { get; } =
    [
        ("julen", "jul"), ("christmas", "jul"), ("nyår", "nyar"), ("new-year", "nyar"), ("påsk", "pask"), ("påsken", "pask"), ("easter", "pask"),
        ("valborgsmässoafton", "valborg"), ("kristi-himmelsfärdsdag", "kristi-himmelsfard"), ("ascension", "kristi-himmelsfard"),
        ("sveriges-nationaldag", "nationaldagen"), ("national-day", "nationaldagen"), ("midsummer", "midsommar"),
        ("alla-helgona", "alla-helgons"), ("allhelgona", "alla-helgons"), ("alla-helgons-dag", "alla-helgons"), ("all-saints", "alla-helgons"),
    ];

    /// <summary>As they come in a year.</summary>
    public static IReadOnlyList<Calendar> All { get; } =
    [
        Of("pask", y => Days(SwedishDays.Easter(y).PlusDays(-2), 4), "Långfredagen till och med annandag påsk.",
            "Påsk", "Påske", "Easter", "Ostern", "Pasen", "Påske"),
        Of("valborg", y => Days(new(y, 4, 30), 1), "Valborgsmässoafton, den 30 april; ingen allmän helgdag.",
            "Valborg", "Valborg", "Walpurgis Night", "Walpurgisnacht", "Walpurgisnacht", "Valborgsaften"),
        Of("kristi-himmelsfard", y => Days(SwedishDays.Ascension(y), 4), "Kristi himmelsfärdsdag, en torsdag, till och med söndagen.",
            "Kristi himmelsfärd", "Kristi himmelfart", "Ascension weekend", "Christi Himmelfahrt", "Hemelvaart", "Kristi himmelfart"),
        Of("nationaldagen", y => Days(new(y, 6, 6), 1), "Sveriges nationaldag, den 6 juni.",
            "Nationaldagen", "Sveriges nasjonaldag", "Sweden's National Day", "Schwedischer Nationalfeiertag", "Nationale feestdag van Zweden", "Sveriges nationaldag"),
        Of("midsommar", y => Days(SwedishDays.MidsummerEve(y), 3), "Midsommarafton, fredagen 19-25 juni, till och med söndagen.",
            "Midsommar", "Midtsommer", "Midsummer", "Mittsommer", "Midzomer", "Midsommer"),
        Of("alla-helgons", y => Days(SwedishDays.AllSaints(y), 2), "Alla helgons dag, lördagen 31 oktober-6 november, och söndagen.",
            "Alla helgons helg", "Allehelgenshelgen", "All Saints' weekend", "Allerheiligenwochenende", "Allerheiligenweekend", "Allehelgensweekend"),
        Of("jul", y => Days(new(y, 12, 24), 3), "Julafton till och med annandag jul, 24-26 december.",
            "Jul", "Jul", "Christmas", "Weihnachten", "Kerstmis", "Jul"),
        Of("nyar", y => Days(new(y, 12, 31), 2), "Nyårsafton och nyårsdagen; året är det som nyårsafton hör till.",
            "Nyår", "Nyttår", "New Year", "Silvester und Neujahr", "Oud en nieuw", "Nytår"),
        Of("klamdag", y => [.. SwedishDays.SqueezeDays(y).Select(day => new DateInterval(day, day))],
            "En ensam arbetsdag mellan lediga dagar. Julafton, nyårsafton och midsommarafton räknas som lediga, som i semesterlagen.",
            "Klämdag", "Inneklemt dag", "Bridge day", "Brückentag", "Brugdag", "Indeklemt dag"),
    ];

    static Calendar Of(string name, Func<int, IReadOnlyList<DateInterval>> periods, string rule, string sv, string nb, string en, string de, string nl, string da) =>
        new(name, area: null, periods)
        {
            Labels = new LocalizedText(new Dictionary<string, string> { ["sv"] = sv, ["nb"] = nb, ["en"] = en, ["de"] = de, ["nl"] = nl, ["da"] = da }),
            Source = name == "valborg" ? new CalendarSource(rule, null) : new CalendarSource(rule + Law, LawUrl),
            ValidFrom = ValidFrom,
            ValidTo = ValidTo,
        };

    static IReadOnlyList<DateInterval> Days(LocalDate first, int days) => [new(first, first.PlusDays(days - 1))];
}
