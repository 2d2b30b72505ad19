namespace Besoksnaring.Api.Widget;

/// <summary>The words of the page that makes the tag, in one language.</summary>
sealed record BuilderTexts
{
    public required string Language { get; init; }
    public required string OtherLanguage { get; init; }
    public required string OtherName { get; init; }
    public required string Title { get; init; }
    public required string Lead { get; init; }
    public required string Choose { get; init; }
    public required string Where { get; init; }
    public required Func<string, string> Everywhere { get; init; }
    public required string When { get; init; }
    public required string FromNow { get; init; }
    public required IReadOnlyDictionary<string, string> Whens { get; init; }
    public required string Concept { get; init; }
    public required string AnyConcept { get; init; }
    public required string Audience { get; init; }
    public required string AnyAudience { get; init; }
    public required IReadOnlyDictionary<string, string> Audiences { get; init; }
    public required string Free { get; init; }
    public required string TextsIn { get; init; }
    public required string Limit { get; init; }
    public required string Heading { get; init; }
    public required string Images { get; init; }
    public required string ImagesNote { get; init; }
    public required string Make { get; init; }
    public required string Tag { get; init; }
    public required string TagNote { get; init; }
    public required string Preview { get; init; }
    public required string PreviewNote { get; init; }
    public required string Wrong { get; init; }

    public static BuilderTexts Of(string language) => language == "en" ? English : Swedish;

    static BuilderTexts Swedish { get; } = new()
    {
        Language = "sv",
        OtherLanguage = "en",
        OtherName = "English",
        Title = "Evenemang på din webbplats",
        Lead = "Välj vilka evenemang som ska visas. Du får en kodsnutt att klistra in på din sida. Den uppdaterar sig själv, sätter inga kakor och ser ut som sidan omkring.",
        Choose = "Vad ska visas?",
        Where = "Kommun",
        Everywhere = region => $"Hela {region}",
        When = "När",
        FromNow = "Från och med nu",
        Whens = new Dictionary<string, string>
        {
            ["today"] = "I dag",
            ["tonight"] = "I kväll",
            ["tomorrow"] = "I morgon",
            ["this-weekend"] = "I helgen",
            ["next-weekend"] = "Nästa helg",
            ["this-week"] = "Den här veckan",
            ["next-week"] = "Nästa vecka",
            ["this-month"] = "Den här månaden",
            ["next-month"] = "Nästa månad",
        },
        Concept = "Ämne",
        AnyConcept = "Alla ämnen",
        Audience = "Målgrupp",
        AnyAudience = "Alla",
        Audiences = new Dictionary<string, string> { ["families"] = "Familjer", ["children"] = "Barn", ["youth"] = "Unga", ["adults"] = "Vuxna", ["seniors"] = "Äldre" },
        Free = "Bara det som är gratis",
        TextsIn = "Språk",
        Limit = "Antal åt gången",
        Heading = "Rubrik",
        Images = "Visa bilder",
        ImagesNote = "Bilderna hämtas från leverantörernas servrar, som då ser besökarnas adresser.",
        Make = "Gör kodsnutten",
        Tag = "Klistra in på din sida",
        TagNote = "Ett klick markerar allt. Länken visas för den som inte har JavaScript; låt den vara kvar.",
        Preview = "Så ser det ut",
        PreviewNote = "På din sida får det dess typsnitt och färger. Dra i hörnet för att se det i en smalare spalt.",
        Wrong = "Det går inte att göra en kodsnutt av detta:",
    };

    static BuilderTexts English { get; } = new()
    {
        Language = "en",
        OtherLanguage = "sv",
        OtherName = "Svenska",
        Title = "Events on your website",
        Lead = "Choose which events to show. You get a piece of code to paste into your page. It keeps itself up to date, sets no cookies and looks like the page around it.",
        Choose = "What is to be shown?",
        Where = "Municipality",
        Everywhere = region => $"All of {region}",
        When = "When",
        FromNow = "From now on",
        Whens = new Dictionary<string, string>
        {
            ["today"] = "Today",
            ["tonight"] = "Tonight",
            ["tomorrow"] = "Tomorrow",
            ["this-weekend"] = "This weekend",
            ["next-weekend"] = "Next weekend",
            ["this-week"] = "This week",
            ["next-week"] = "Next week",
            ["this-month"] = "This month",
            ["next-month"] = "Next month",
        },
        Concept = "Subject",
        AnyConcept = "All subjects",
        Audience = "Audience",
        AnyAudience = "Everybody",
        Audiences = new Dictionary<string, string> { ["families"] = "Families", ["children"] = "Children", ["youth"] = "Young people", ["adults"] = "Adults", ["seniors"] = "Seniors" },
        Free = "Only what is free of charge",
        TextsIn = "Language",
        Limit = "Number at a time",
        Heading = "Heading",
        Images = "Show pictures",
        ImagesNote = "They come from the providers’ servers, which then see your visitors’ addresses.",
        Make = "Make the code",
        Tag = "Paste into your page",
        TagNote = "One click selects everything. The link is shown to those without JavaScript; let it stay.",
        Preview = "What it looks like",
        PreviewNote = "On your page it takes its letters and colours. Pull the corner to see it in a narrower column.",
        Wrong = "No code can be made of this:",
    };
}
