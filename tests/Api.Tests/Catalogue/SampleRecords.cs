using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Api.Tests.Catalogue;

/// <summary>A small catalogue: what providers would have said.</summary>
static class SampleRecords
{
    static readonly Instant Seen = Instant.FromUtc(2026, 11, 20, 4, 0);
    static readonly string[] Towns = ["Karlstad", "Arvika", "Sunne", "Torsby", "Kristinehamn", "Filipstad", "Säffle", "Hagfors"];
    static readonly string[] Quarters = ["Norra", "Södra", "Östra", "Västra", "Inre"];

    static readonly (ListingKind Kind, string Name, string Concept)[] Kinds =
    [
        (ListingKind.Activity, "Fiskecamp", "outdoor.wildlife"), (ListingKind.Activity, "Golfbana", "outdoor.golf"), (ListingKind.Activity, "Ridning", "outdoor.riding"),
        (ListingKind.Activity, "Klättring", "outdoor.climbing"), (ListingKind.Activity, "Badplats", "bathing.beach"), (ListingKind.Activity, "Simhall", "bathing.pool"),
        (ListingKind.Activity, "Bastu", "bathing.sauna"),
    ];

    public static IEnumerable<RecordObserved> First() =>
    [
        Observed("turid:l-001", Event("Konsert i Karlstads domkyrka", "Concert in Karlstad cathedral", "Karlstad", "music.concert") with
        {
            Summary = new("sv", "Kören sjunger julens sånger."),
            Description = new("sv", "<p>Kören sjunger <b>julens</b> sånger.</p><script>alert(1)</script>"),
            SharedIds = ["test:1"],
            Place = new RecordPlace { Name = "Karlstads domkyrka", Latitude = 59.381, Longitude = 13.504, Address = new Address { Street = "Kungsgatan 1", City = "Karlstad", Municipality = "Karlstad", Country = "SE" } },
            Organizer = new Organizer { Name = "Domkyrkoförsamlingen", City = "Karlstad", Url = "https://kyrkan.example" },
            Contact = new Contact { Telephone = "054-12 34 56", Email = "info@kyrkan.example" },
            Links = [new Link("website", "https://kyrkan.example/konsert")],
            Images = [new Image { Url = "https://bilder.example/1.jpg", Width = 800, Height = 600, AltText = new("sv", "Kören"), Credit = "A. Fotograf", Licence = "CC-BY-4.0" }],
            Prices = [new Price { Name = "Vuxen", Amount = 150, Currency = "SEK" }, new Price { MinAmount = 0, MaxAmount = 50, Currency = "SEK", Note = "Barn" }],
            Accessibility = ["wheelchair"],
            Audience = ["families"],
            Schedule = new Schedule
            {
                TimeZone = "Europe/Stockholm",
                Occurrences = [new GivenOccurrence { StartDate = new(2026, 11, 30), StartTime = new(18, 0), EndDate = new(2026, 11, 30), EndTime = new(20, 0) }],
                Recurrences = [new Recurrence { First = new() { StartDate = new(2026, 12, 1), StartTime = new(19, 0) }, Rule = "FREQ=WEEKLY;COUNT=30", Except = [new(2026, 12, 29, 19, 0)] }],
            },
        }),
        Observed("turid:l-002", Event("Ångbåtens dag", null, "Arvika", "music") with
        {
            Schedule = new Schedule { TimeZone = "Europe/Stockholm", Occurrences = [new() { StartDate = new(2026, 6, 1), EndDate = new(2027, 8, 31) }] },
            OpeningHours = new OpeningHours { Rules = [new OpeningRule(new(2026, 6, 1), null, [IsoDayOfWeek.Saturday], new(10, 0), new(16, 0))], SpecialDays = [new SpecialDay(new(2026, 12, 24), null, null)] },
            IsFree = true,
        }),
        Observed("karlstad:l-003", Event("Äppelmarknad", "Apple market", "Sunne", "market.food")),
        Observed("karlstad:l-004", Event("<script>alert(\"xss\")</script> & \"citat\" <img src=x onerror=alert(1)>", null, "Karlstad", "market")),
        Observed("turid:l-005", Event("Öppet hus", null, null, null)),
        Observed("turid:l-gone", Event("Inställd", null, null, null)),
        Observed("turid:l-merged", Event("Samma konsert", null, "Karlstad", "music.concert")),
        .. Enumerable.Range(1, 60).Select(Place),
    ];

    /// <summary>One is withdrawn, and two turn out to be the same.</summary>
    public static IEnumerable<RecordObserved> Then() =>
    [
        Observed("turid:l-gone", null, 2),
        Observed("turid:l-merged", Event("Samma konsert", null, "Karlstad", "music.concert") with { SharedIds = ["test:1"], Source = Source(90) }, 2),
    ];

    static RecordObserved Place(int n)
    {
        var (kind, name, concept) = Kinds[n % Kinds.Length];
        var title = $"{name} {Quarters[n % Quarters.Length]} {n}";
        return Observed((n % 2 == 0 ? "bad" : "bygdegardar") + $":l-{100 + n}", new RecordContent
        {
            Kind = n % 9 == 0 ? ListingKind.Accommodation : n % 11 == 0 ? ListingKind.Trail : kind,
            Source = Source(20),
            Title = new(n % 3 == 0 ? [new("sv", title), new("en", $"Place number {n}")] : [new("sv", title)]),
            Concepts = n % 9 == 0 || n % 11 == 0 ? [] : [concept],
            UnmappedCategories = n % 10 == 0 ? ["Övrigt"] : [],
            Place = new RecordPlace { Address = new Address { Municipality = Towns[n % Towns.Length] } },
            Accommodation = n % 9 == 0 ? new AccommodationFacts { Beds = 4, Rooms = 2, Stars = 3.5m } : null,
            Trail = n % 9 != 0 && n % 11 == 0 ? new TrailFacts { LengthMetres = 5200, AscentMetres = 80, Difficulty = "easy", Lines = [[[13.5, 59.4], [13.6, 59.5]]] } : null,
        });
    }

    static RecordContent Event(string title, string? english, string? municipality, string? concept) => new()
    {
        Kind = ListingKind.Event,
        Source = Source(10),
        Title = new(english is null ? [new("sv", title)] : [new("sv", title), new("en", english)]),
        Concepts = concept is null ? [] : [concept],
        Place = municipality is null ? null : new RecordPlace { Address = new Address { Municipality = municipality } },
    };

    static RecordSource Source(int rank) => new() { Rank = rank, Licence = "CC0-1.0", Url = "https://provider.example/1", ModifiedAt = Seen };

    static RecordObserved Observed(string key, RecordContent? content, long sequence = 1) =>
        new(RecordKey.TryParse(key, out var read) ? read : throw new ArgumentException(key), Guid.Empty, sequence, Seen, content);
}
