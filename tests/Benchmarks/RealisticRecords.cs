using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Benchmarks;

/// <summary>Records of the size and shape that providers send: texts in one to three languages, place, images, prices, dates.</summary>
static class RealisticRecords
{
    static readonly string[] Words =
        """
        vandring utsikt sjön Fryken Vänern konsert kyrka hembygdsgård fika museum utställning barn familj naturreservat led fiske kanot bastu stuga
        camping sommar vinter skidor teater opera marknad hantverk loppis guidad tur älg skog klarälven timmerflotte solnedgång strand bad klippor
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Messages of 50 records of one provider. The same <paramref name="edition"/> gives the same contents, another one changes every record.</summary>
    public static List<RecordsObserved> Messages(string provider, int records, int edition, long sequence)
    {
        var run = Guid.CreateVersion7();
        return [.. Enumerable.Range(0, records)
            .Select(number => One(provider, number, edition, sequence) with { RunId = run })
            .Chunk(RecordsObserved.MaxRecords)
            .Select(chunk => new RecordsObserved(chunk))];
    }

    public static RecordObserved One(string provider, int number, int edition, long sequence) =>
        new(new RecordKey(provider, $"r{number}"), Guid.CreateVersion7(), sequence,
            Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromSeconds(sequence), Content(number, edition));

    static RecordContent Content(int number, int edition)
    {
        var random = new Random(number);
        var isEvent = random.Next(10) < 4;
        var languages = new[] { "sv", "en", "de" }[..random.Next(1, 4)];
        return new RecordContent
        {
            Kind = isEvent ? ListingKind.Event : (ListingKind)random.Next(0, 3),
            Source = new RecordSource { Rank = 50, Licence = "CC0-1.0", Url = $"https://example.se/{number}" },
            Title = Text(languages, random, 4, $" {number}"),
            Summary = Text(languages, random, 20, $" Utgåva {edition}."),
            Description = Text(languages, random, random.Next(40, 160), ""),
            Place = new RecordPlace
            {
                Name = Sentence(random, 2),
                Latitude = 59.2 + random.NextDouble() * 1.4,
                Longitude = 12.2 + random.NextDouble() * 2,
                Address = new Address { Street = $"Storgatan {random.Next(1, 90)}", PostalCode = "671 30", City = "Arvika", Country = "SE" },
            },
            Contact = new Contact { Telephone = "+46 570 00 00 00", Url = $"https://example.se/{number}" },
            Links = [new Link("website", $"https://example.se/{number}")],
            Images = [.. Enumerable.Range(0, random.Next(0, 3)).Select(image => new Image
            {
                Url = $"https://example.se/images/{number}-{image}.jpg", Width = 1600, Height = 1067, Credit = "Besök Arvika", AltText = Text(["sv"], random, 6, ""),
            })],
            Prices = [new Price { Name = "Vuxen", Amount = random.Next(0, 400), Currency = "SEK" }],
            Schedule = isEvent ? Dates(random) : null,
        };
    }

    static Schedule Dates(Random random)
    {
        var first = new LocalDate(2026, 6, 1).PlusDays(random.Next(0, 300));
        return new Schedule
        {
            TimeZone = "Europe/Stockholm",
            Occurrences = [.. Enumerable.Range(0, random.Next(1, 6)).Select(week => new GivenOccurrence
            {
                StartDate = first.PlusWeeks(week), StartTime = new LocalTime(19, 0), EndTime = new LocalTime(21, 30), EndDate = first.PlusWeeks(week),
            })],
        };
    }

    static LocalizedText Text(string[] languages, Random random, int words, string end) =>
        new(languages.Select(language => KeyValuePair.Create(language, Sentence(random, words) + end)));

    static string Sentence(Random random, int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));
}
