using System.Globalization;

namespace Besoksnaring.Api.StartPage;

static class EnglishTexts
{
    public static PageTexts Texts { get; } = new()
    {
        Language = "en",
        Culture = CultureInfo.GetCultureInfo("en-GB"),
        OtherLanguage = "sv",
        OtherName = "Svenska",
        Lead = "Everything there is to see, do, eat and sleep in, from every system that knows of it, in one catalogue with an open API.",
        Search = "Search the catalogue",
        SearchHint = "For instance museum, swimming or hiking",
        SearchButton = "Search",
        Hits = (count, words) => count == "1" ? $"1 hit for “{words}”" : $"{count} hits for “{words}”",
        NoHits = "Nothing in the catalogue has those words. Try a shorter one.",
        AllHits = "All hits as JSON",
        Listings = "listings",
        Providers = "providers",
        Municipalities = "Municipalities",
        Kinds = "What there is",
        Freshness = "Providers",
        FreshnessLead = "Where it comes from, when it was last read and how that went.",
        Examples = "Try the API",
        ExamplesLead = "These calls answer with what is in the catalogue now. No key needed.",
        Empty = "The catalogue is empty so far. It fills when the first provider has been read.",
        NoProviders = "No provider has been entered yet.",
        LastRead = "Read",
        NotReadYet = "Not read yet",
        Licence = "Licence",
        NoLicence = "No licence stated",
        MoreMunicipalities = "All municipalities",
        FirstAnswer = "The first answer in five minutes",
        Guide = "Guide for developers",
        Reference = "Every call",
        Widget = "Events on your website",
        Unplaced = "No municipality",
        KindNames = new Dictionary<string, string>
        {
            ["accommodation"] = "Accommodation",
            ["activity"] = "Activities",
            ["attraction"] = "Attractions",
            ["event"] = "Events",
            ["food"] = "Food and drink",
            ["trail"] = "Trails",
            ["place"] = "Places",
            ["service"] = "Services",
        },
        HealthNames = new Dictionary<string, string>
        {
            ["ok"] = "Up to date",
            ["late"] = "Late",
            ["held"] = "Waits for a decision",
            ["failing"] = "Cannot be read",
            ["never"] = "Not read yet",
        },
        VerdictNames = new Dictionary<string, string>
        {
            ["complete"] = "read wholly",
            ["unchanged"] = "nothing new",
            ["partial"] = "read in part",
            ["failed"] = "failed",
            ["held"] = "held back",
        },
        ExampleNames = new Dictionary<string, string>
        {
            ["all"] = "The first listings",
            ["kind"] = "All of one kind",
            ["municipality"] = "In one municipality",
            ["concept"] = "On one subject",
            ["text"] = "Free text",
            ["one"] = "One listing, in English",
            ["provenance"] = "Where its values come from",
            ["providers"] = "The providers",
            ["api"] = "Description (OpenAPI)",
        },
        Ago = age => PageTexts.Relative(
            age, "just now", m => $"{m} min ago", h => h == 1 ? "1 hour ago" : $"{h} hours ago", d => $"{d} days ago"),
    };
}
