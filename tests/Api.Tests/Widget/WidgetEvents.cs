using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Api.Tests.Widget;

/// <summary>A weekend in Arvika with everything that is hard to show.</summary>
static class WidgetEvents
{
    static readonly LocalDate Saturday = new(2026, 12, 5);

    public static IEnumerable<RecordObserved> All() => Contents().Select((content, number) => new RecordObserved(
        RecordKey.TryParse($"turid:e-{number}", out var key) ? key : throw new InvalidOperationException(), Guid.Empty, 1, Instant.FromUtc(2026, 11, 20, 4, 0), content));

    static IEnumerable<RecordContent> Contents() =>
    [
        Event("Luciakonsert med Arvika kammarkör", "Lucia concert with Arvika chamber choir", "Luciakonzert mit dem Kammerchor Arvika", At(0, 19, 0, 21, 0), At(7, 19, 0, 21, 0), At(8, 16, 0, 18, 0), At(14, 19, 0, 21, 0), At(21, 19, 0, 21, 0)) with
        {
            Summary = new("sv", "Kören sjunger julens sånger i levande ljus."),
            Description = new("sv", "<p>Kören sjunger <b>julens</b> sånger, som varje år sedan 1932.</p><ul><li>Fika i pausen</li><li>Insläpp en halvtimme före</li></ul>"),
            IsFree = true,
            Images = [new Image { Url = "https://bilder.example/1.jpg", Width = 800, Height = 600, AltText = new("sv", "Kören i kyrkan"), Credit = "A. Fotograf", Licence = "CC-BY-4.0" }],
            Place = Place("Trefaldighetskyrkan"),
            Links = [new Link("website", "https://kyrkan.example/konsert"), new Link("tickets", "javascript:alert(1)")],
            Prices = [new Price { Name = "Vuxen", Amount = 150, Currency = "SEK" }],
            Organizer = new Organizer { Name = "Arvika kammarkör" },
        },
        Event("Föreläsning om vintervägar", "Lecture on winter roads", null, EventStatus.Cancelled, At(0, 15, 30, 17, 0)),
        Event("Julmarknad på torget", "Christmas market", "Weihnachtsmarkt", new GivenOccurrence { StartDate = Saturday }) with { IsFree = true },
        Event("Konsthallen visar vinterljus", null, null, new GivenOccurrence { StartDate = new(2026, 6, 1), EndDate = new(2027, 8, 31) }) with { Place = Place("Rackstadmuseet") },
        Event("Fientlig titel", null, null, At(0, 18, 0, 19, 0)),
        Event("Nattvandring", "Night walk", "Nachtwanderung", At(0, 22, 0, 26, 0)),
        Event("Vandring i Glaskogens naturreservat med övernattning i vindskydd och gemensam frukost vid sjön", null, null, EventStatus.Postponed, At(1, 9, 0, 33, 30)),
        .. Enumerable.Range(10, 30).Select(n => Event($"Träff nummer {n}", $"Meeting number {n}", $"Treffen Nummer {n}", At(1 + n % 7, 10 + n % 8, 0, 12 + n % 8, 30))),
    ];

    static RecordContent Event(string sv, string? en, string? de, params GivenOccurrence[] occurrences) => Event(sv, en, de, EventStatus.Scheduled, occurrences);

    static RecordContent Event(string sv, string? en, string? de, EventStatus status, params GivenOccurrence[] occurrences) => new()
    {
        Kind = ListingKind.Event,
        Source = new RecordSource { Rank = 10, Licence = "CC0-1.0", Url = "https://provider.example/1" },
        Title = new(new[] { ("sv", sv), ("en", en), ("de", de) }.Where(text => text.Item2 is not null).Select(text => KeyValuePair.Create(text.Item1, text.Item2!))),
        Place = Place("Folkets hus"),
        Schedule = new Schedule { TimeZone = "Europe/Stockholm", Status = status, Occurrences = [.. occurrences] },
    };

    static RecordPlace Place(string name) => new() { Name = name, Address = new Address { Street = "Storgatan 1", City = "Arvika", Municipality = "Arvika", Country = "SE" } };

    /// <param name="days">After the Saturday.</param>
    /// <param name="toHour">Of the same day; more than 24 is after midnight.</param>
    static GivenOccurrence At(int days, int fromHour, int fromMinute, int toHour, int toMinute)
    {
        var day = Saturday.PlusDays(days);
        return new() { StartDate = day, StartTime = new(fromHour, fromMinute), EndDate = day.PlusDays(toHour / 24), EndTime = new(toHour % 24, toMinute) };
    }
}
