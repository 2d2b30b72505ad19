using System.Globalization;

namespace Besoksnaring.Api.StartPage;

static class SwedishTexts
{
    public static PageTexts Texts { get; } = new()
    {
        Language = "sv",
        Culture = CultureInfo.GetCultureInfo("sv-SE"),
        OtherLanguage = "en",
        OtherName = "English",
        Lead = "Allt att se, göra, äta och bo i, från alla system som känner till det, samlat i en katalog med ett öppet API.",
        Search = "Sök i katalogen",
        SearchHint = "Till exempel museum, bad eller vandring",
        SearchButton = "Sök",
        Hits = (count, words) => count == "1" ? $"1 träff på ”{words}”" : $"{count} träffar på ”{words}”",
        NoHits = "Inget i katalogen innehåller de orden. Prova ett kortare ord.",
        AllHits = "Alla träffar som JSON",
        Listings = "poster",
        Providers = "leverantörer",
        Municipalities = "Kommuner",
        Kinds = "Vad som finns",
        Freshness = "Leverantörer",
        FreshnessLead = "Varifrån det kommer, när det senast lästes och hur det gick.",
        Examples = "Prova API:et",
        ExamplesLead = "Anropen svarar med det som finns i katalogen just nu. Ingen nyckel behövs.",
        Empty = "Katalogen är tom än så länge. Den fylls när den första leverantören har lästs.",
        NoProviders = "Ingen leverantör är inlagd ännu.",
        LastRead = "Läst",
        NotReadYet = "Inte läst ännu",
        Licence = "Licens",
        NoLicence = "Ingen licens angiven",
        MoreMunicipalities = "Alla kommuner",
        FirstAnswer = "Första svaret på fem minuter",
        Guide = "Guide för utvecklare",
        Reference = "Alla anrop",
        Widget = "Evenemang på din webbplats",
        Unplaced = "Utan kommun",
        KindNames = new Dictionary<string, string>
        {
            ["accommodation"] = "Boende",
            ["activity"] = "Aktiviteter",
            ["attraction"] = "Sevärdheter",
            ["event"] = "Evenemang",
            ["food"] = "Mat och dryck",
            ["trail"] = "Leder",
            ["place"] = "Platser",
            ["service"] = "Service",
        },
        HealthNames = new Dictionary<string, string>
        {
            ["ok"] = "Aktuell",
            ["late"] = "Försenad",
            ["held"] = "Väntar på beslut",
            ["failing"] = "Går inte att läsa",
            ["never"] = "Inte läst ännu",
        },
        VerdictNames = new Dictionary<string, string>
        {
            ["complete"] = "helt läst",
            ["unchanged"] = "inget nytt",
            ["partial"] = "delvis läst",
            ["failed"] = "misslyckades",
            ["held"] = "hölls tillbaka",
        },
        ExampleNames = new Dictionary<string, string>
        {
            ["all"] = "De första posterna",
            ["kind"] = "Allt av ett slag",
            ["municipality"] = "I en kommun",
            ["concept"] = "Inom ett ämne",
            ["text"] = "Fritext",
            ["one"] = "En post, på engelska",
            ["provenance"] = "Var uppgifterna kommer ifrån",
            ["providers"] = "Leverantörerna",
            ["api"] = "Beskrivning (OpenAPI)",
        },
        Ago = age => PageTexts.Relative(
            age, "nyss", m => $"för {m} min sedan", h => h == 1 ? "för 1 timme sedan" : $"för {h} timmar sedan", d => $"för {d} dagar sedan"),
    };
}
