using System.Text.Json.Nodes;
using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Contracts.Tests;

/// <summary>Each field that can be decided is copied, and nothing besides it.</summary>
public class ListingFieldTests
{
    static readonly RecordSource Source = new() { Rank = 1, Licence = "CC0-1.0" };

    static readonly RecordContent Bare = new() { Kind = ListingKind.Place, Source = Source, Title = new LocalizedText("en", "Kept") };

    static readonly RecordContent Full = new()
    {
        Kind = ListingKind.Event,
        Source = Source,
        Title = new LocalizedText("sv", "Kväll"),
        Summary = new LocalizedText("sv", "Kort"),
        Description = new LocalizedText("sv", "Långt"),
        Concepts = ["concert"],
        Place = new RecordPlace { Name = "Parken", Latitude = 59.4, Longitude = 13.5, Address = new Address { City = "Karlstad" } },
        Organizer = new Organizer { Name = "Föreningen" },
        Contact = new Contact { Email = "info@exempel.example" },
        Links = [new Link("website", "https://exempel.example/")],
        Images = [new Image { Url = "https://exempel.example/bild.jpg" }],
        OpeningHours = new OpeningHours { SpecialDays = [new SpecialDay(new LocalDate(2026, 12, 24), null, null)] },
        Prices = [new Price { Amount = 100 }],
        IsFree = false,
        Accessibility = ["step-free"],
        Audience = ["families"],
        Schedule = new Schedule { TimeZone = "Europe/Stockholm", Status = EventStatus.Cancelled, Occurrences = [new GivenOccurrence { StartDate = new LocalDate(2026, 12, 1) }] },
        Accommodation = new AccommodationFacts { Beds = 4 },
        Trail = new TrailFacts { LengthMetres = 2_000 },
    };

    public static TheoryData<string> Fields => [.. ListingField.Others, .. ListingField.Texts.Select(text => text + ".sv")];

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_field_is_copied_and_nothing_besides(string field)
    {
        Assert.True(ListingField.IsKnown(field));
        var (before, after, full) = (Json(Bare), Json(ListingField.Copy(field, Full, Bare)), Json(Full));
        var member = field.Split('.')[0];
        Assert.Equal([member], after.Select(pair => pair.Key).Union(before.Select(pair => pair.Key)).Where(key => after[key]?.ToJsonString() != before[key]?.ToJsonString()));
        var (copied, given) = (Part(after[member], field), Part(full[member], field));
        Assert.Equal(given, copied);
    }

    [Fact]
    public void What_is_not_there_is_copied_too()
    {
        var emptied = ListingField.Copy("title.sv", Bare, ListingField.Copy("contact", Bare, Full));
        Assert.Null(emptied.Contact);
        Assert.Null(emptied.Title["sv"]);
        Assert.Equal(Full.Links, emptied.Links);
    }

    [Theory]
    [InlineData("provider")]
    [InlineData("title")]
    [InlineData("title.")]
    [InlineData("place.municipality")]
    [InlineData("")]
    public void What_is_no_field_is_refused(string field)
    {
        Assert.False(ListingField.IsKnown(field));
        Assert.Throws<ArgumentException>(() => ListingField.Copy(field, Full, Bare));
    }

    /// <summary>Of a place or a schedule a field is only a part.</summary>
    static string? Part(JsonNode? member, string field) => field switch
    {
        "place.name" => member!["name"]!.ToJsonString(),
        "place.address" => member!["address"]!.ToJsonString(),
        "place.point" => member!["latitude"]!.ToJsonString() + member["longitude"]!.ToJsonString(),
        "schedule" => member!["occurrences"]!.ToJsonString(),
        ListingField.ScheduleStatus => member!["status"]!.ToJsonString(),
        _ when field.Split('.') is [_, var language] => member![language]!.ToJsonString(),
        _ => member?.ToJsonString(),
    };

    static JsonObject Json(RecordContent content) => System.Text.Json.JsonSerializer.SerializeToNode(content, ContractsJson.Options)!.AsObject();
}
