using System.Text.Json;
using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Contracts.Tests;

/// <summary>The messages between services run in different versions: an example of each, with every field, is the wire.</summary>
public class WireTests
{
    static readonly Guid RunId = Guid.Parse("0190f5a8-0000-7000-8000-000000000001");
    static readonly Instant Observed = Instant.FromUtc(2026, 7, 1, 10, 0, 30) + Duration.FromMilliseconds(250);

    [Fact]
    public void RecordsObserved_is_on_the_wire_as_written_down() => Pinned("records-observed.json", Records());

    [Fact]
    public void RunCompleted_is_on_the_wire_as_written_down() =>
        Pinned("run-completed.json", new RunCompleted("turid", RunId, RunScope.Everything, 3170, 2, RunVerdict.Complete));

    [Theory]
    [InlineData("records-observed.json", typeof(RecordsObserved))]
    [InlineData("run-completed.json", typeof(RunCompleted))]
    public void Every_field_of_the_contract_is_in_the_example(string file, Type message)
    {
        var names = JsonNames(JsonDocument.Parse(File.ReadAllText(PathOf(file))).RootElement).ToHashSet();
        var missing = Properties(message, []).Where(name => !names.Contains(JsonNamingPolicy.CamelCase.ConvertName(name)));
        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("complete", RunVerdict.Complete)]
    [InlineData("unchanged", RunVerdict.Unchanged)]
    [InlineData("partial", RunVerdict.Partial)]
    [InlineData("failed", RunVerdict.Failed)]
    [InlineData("held", RunVerdict.Held)]
    [InlineData("everything", RunScope.Everything)]
    [InlineData("window", RunScope.Window)]
    [InlineData("nothing", RunScope.Nothing)]
    [InlineData("movedOnline", EventStatus.MovedOnline)]
    [InlineData("service", ListingKind.Service)]
    public void Choices_are_words(string word, object choice) =>
        Assert.Equal($"\"{word}\"", JsonSerializer.Serialize(choice, ContractsJson.Options));

    static void Pinned<T>(string file, T message)
    {
        var indented = new JsonSerializerOptions(ContractsJson.Options) { WriteIndented = true };
        var pinned = File.ReadAllText(PathOf(file));
        Assert.Equal(pinned.TrimEnd(), JsonSerializer.Serialize(message, indented));
        var readBack = JsonSerializer.Deserialize<T>(pinned, ContractsJson.Options);
        Assert.Equal(pinned.TrimEnd(), JsonSerializer.Serialize(readBack, indented));
    }

    static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Wire", file);

    static IEnumerable<string> JsonNames(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => JsonNames(property.Value).Prepend(property.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(JsonNames),
        _ => [],
    };

    static IEnumerable<string> Properties(Type type, HashSet<Type> seen)
    {
        if (type.IsGenericType)
        {
            return type.GetGenericArguments().SelectMany(argument => Properties(argument, seen));
        }
        // A text and a key are written as one value.
        if (type.Assembly != typeof(RecordsObserved).Assembly || type.IsEnum || type == typeof(LocalizedText) || type == typeof(RecordKey) || !seen.Add(type))
        {
            return [];
        }
        return type.GetProperties().Where(property => property.GetMethod is { IsStatic: false } && property.Name != "EqualityContract")
            .SelectMany(property => Properties(property.PropertyType, seen).Prepend(property.Name));
    }

    static RecordsObserved Records() => new(
    [
        new RecordObserved(new RecordKey("turid", "17"), RunId, 42, Observed, EverythingThatCanBeSaid()),
        new RecordObserved(new RecordKey("turid", "https://example.se/a:b"), RunId, 42, Observed, null),
    ]);

    static RecordContent EverythingThatCanBeSaid() => new()
    {
        Kind = ListingKind.Event,
        Source = new RecordSource
        {
            Rank = 10,
            Licence = "CC0-1.0",
            Permits = ["web", "print"],
            Url = "https://example.se/17",
            ModifiedAt = Instant.FromUtc(2026, 6, 30, 8, 15),
            IdIsDerived = true,
        },
        Title = new LocalizedText([new("sv", "Vårmarknad på Långö"), new("en", "Spring market")]),
        Summary = new LocalizedText("sv", "Två dagar."),
        Description = new LocalizedText("sv", "<p>Knallar & \"kaffe\"</p>"),
        Concepts = ["event.market"],
        UnmappedCategories = ["Knallemarknad"],
        Place = new RecordPlace
        {
            Name = "Torget",
            Latitude = 59.3793,
            Longitude = 13.5036,
            Address = new Address { Street = "Torget 1", PostalCode = "652 24", City = "Karlstad", Municipality = "1780", Region = "Värmland", Country = "SE" },
        },
        Organizer = new Organizer { Name = "Hembygdsföreningen", City = "Arvika", Municipality = "Arvika kommun", Url = "https://example.se/forening" },
        Contact = new Contact { Telephone = "+46 54 10 00 00", Email = "info@example.se", Url = "https://example.se" },
        Links = [new Link("tickets", "https://example.se/biljetter")],
        Images =
        [
            new Image
            {
                Url = "https://example.se/a.jpg",
                Width = 1200,
                Height = 800,
                AltText = new LocalizedText("sv", "Ett stånd"),
                Credit = "Åsa Öst",
                Licence = "CC-BY-4.0",
            },
        ],
        OpeningHours = new OpeningHours
        {
            Rules =
            [
                new OpeningRule(
                    new LocalDate(2026, 6, 1), new LocalDate(2026, 8, 31), [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday],
                    new LocalTime(10, 0), new LocalTime(16, 30)),
            ],
            SpecialDays =
            [
                new SpecialDay(new LocalDate(2026, 6, 6), new LocalTime(12, 0), new LocalTime(14, 0)),
                new SpecialDay(new LocalDate(2026, 6, 20), null, null),
            ],
            Note = new LocalizedText("sv", "Ring gärna först"),
        },
        Prices = [new Price { Name = "Vuxen", Amount = 120.50m, MinAmount = 60m, MaxAmount = 120.50m, Currency = "SEK", Note = "i förköp" }],
        IsFree = false,
        Accessibility = ["wheelchair"],
        Audience = ["families"],
        Schedule = new Schedule
        {
            Status = EventStatus.Rescheduled,
            TimeZone = "Europe/Stockholm",
            Occurrences =
            [
                new GivenOccurrence { StartDate = new(2026, 7, 4), StartTime = new(10, 0), EndDate = new(2026, 7, 5), EndTime = new(16, 0), Status = EventStatus.Cancelled },
            ],
            Recurrences =
            [
                new Recurrence
                {
                    First = new GivenOccurrence { StartDate = new(2026, 7, 7), StartTime = new(18, 0) },
                    Rule = "FREQ=WEEKLY;BYDAY=TU",
                    Except = [new LocalDateTime(2026, 7, 14, 18, 0)],
                    Also = [new LocalDateTime(2026, 7, 15, 18, 0)],
                    Moved = [new MovedOccurrence(new(2026, 7, 21, 18, 0), new GivenOccurrence { StartDate = new(2026, 7, 22) })],
                },
            ],
        },
        Accommodation = new AccommodationFacts { Beds = 12, Rooms = 4, Stars = 3.5m },
        Trail = new TrailFacts { LengthMetres = 4200, AscentMetres = 180.5, Difficulty = "moderate", Lines = [[[13.5, 59.4], [13.51, 59.41]]] },
        SharedIds = ["wikidata:Q25287"],
    };
}
