using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Portal.Quality;

/// <summary>How much of what a visitor needs a listing says, 0-100, and what to add first. A function of what is published.</summary>
/// <param name="Missing">What would raise it, the most first.</param>
sealed record ContentScore(int Score, IReadOnlyList<MissingThing> Missing)
{
    static readonly string[] Languages = ["en", "de", "nb", "nl", "da"];

    static readonly ListingKind[] WithHours = [ListingKind.Accommodation, ListingKind.Activity, ListingKind.Attraction, ListingKind.Food, ListingKind.Service];

    static readonly ListingKind[] WithPrices = [ListingKind.Event, ListingKind.Activity, ListingKind.Attraction];

    static readonly (MissingThing Thing, Func<ListingKind, bool> IsFor, Func<RecordContent, bool> IsThere)[] Table =
    [
        (new("description-sv", 15, "Beskriv det i minst två meningar.", "Describe it in two sentences at least."), _ => true, c => (c.Description["sv"] ?? c.Summary["sv"])?.Length >= 80),
        (new("image", 20, "Lägg till en liggande bild, minst 1200 × 900.", "Add a landscape picture, at least 1200 × 900."), _ => true, c => c.Images.Any(IsLarge)),
        (new("image-alt", 5, "Säg vad bilden visar, för den som inte ser den.", "Say what the picture shows, for who does not see it."), _ => true, c => c.Images.Any(image => image.AltText.Count > 0)),
        (new("point", 10, "Säg var det är på kartan.", "Say where it is on the map."), _ => true, c => c.Place is { Latitude: not null, Longitude: not null }),
        (new("city", 5, "Skriv adress eller ort.", "Write the address or the town."), _ => true, c => c.Place?.Address?.City is not null),
        (new("telephone", 5, "Skriv hur man når er.", "Write how to reach you."), _ => true, c => c.Contact is { Telephone: not null } or { Email: not null }),
        (new("website", 5, "Skriv webbplatsen.", "Write the website."), _ => true, c => c.Contact?.Url is not null || c.Links.Count > 0),
        (new("concepts", 10, "Välj vad det är, så att besökare hittar det.", "Choose what it is, so that visitors find it."), _ => true, c => c.Concepts.Count > 0),
        (new("hours", 10, "Skriv öppettiderna.", "Write the opening hours."), WithHours.Contains, c => c.OpeningHours is { Rules.Count: > 0 } or { SpecialDays.Count: > 0 }),
        (new("dates", 15, "Skriv när det är, med klockslag.", "Write when it is, with the time of day."), kind => kind == ListingKind.Event,
            c => c.Schedule is { } schedule && (schedule.Occurrences.Any(one => one.StartTime is not null) || schedule.Recurrences.Any(one => one.First.StartTime is not null))),
        (new("free", 5, "Säg vad det kostar, eller att det är gratis.", "Say what it costs, or that it is free."), WithPrices.Contains, c => c.IsFree is not null || c.Prices.Count > 0),
        (new("accessibility", 5, "Säg vad som gäller för rullstol och hörslinga.", "Say what there is for wheelchairs and hearing aids."), kind => kind != ListingKind.Trail, c => c.Accessibility.Count > 0),
        (new("title-en", 10, "Skriv namn och text på engelska.", "Write name and text in English."), _ => true, c => c.Title["en"] is not null && (c.Summary["en"] ?? c.Description["en"]) is not null),
        (new("title-de", 5, "Skriv det på ett språk till: norska, tyska, nederländska eller danska.", "Write it in another language: Norwegian, German, Dutch or Danish."), _ => true,
            c => Languages.Skip(1).Any(language => (c.Summary[language] ?? c.Description[language]) is not null)),
    ];

    public static ContentScore Of(RecordContent content)
    {
        var asked = Table.Where(row => row.IsFor(content.Kind)).ToList();
        var missing = asked.Where(row => !row.IsThere(content)).Select(row => row.Thing).OrderByDescending(thing => thing.Gain).ToList();
        var all = asked.Sum(row => row.Thing.Gain);
        return new ContentScore((int)Math.Round(100.0 * (all - missing.Sum(thing => thing.Gain)) / all), missing);
    }

    /// <summary>Where its size is not known nobody has seen that it is small.</summary>
    static bool IsLarge(Image image) => image is { Width: null } or { Height: null } || (image.Width >= 1200 && image.Height >= 900 && image.Width > image.Height);
}

/// <param name="Id">The box of the form where there is one.</param>
/// <param name="Gain">Its weight among all that is asked of the kind.</param>
sealed record MissingThing(string Id, int Gain, string Swedish, string English);
