using Besoksnaring.Contracts.Content;
using Besoksnaring.Ingest.Providers;
using NodaTime;

namespace Besoksnaring.Ingest.Tests.Providers;

/// <summary>Every real file, read with the registry that the quick start takes: how many of each, and why.</summary>
public class RealFilesTests
{
    /// <param name="ids">Different ids: fewer than records where the file repeats itself.</param>
    [Theory]
    [InlineData("visitsweden", 7160, 7150, 0)] // ten rows stand there twice, word for word
    [InlineData("karlstad-events", 343, 343, 0)] // 817 rows, one for each day
    [InlineData("karlstad-rss", 19, 19, 0)]
    [InlineData("karlstad-scrape", 201, 201, 60)] // 262 rows: 4 headings, 56 that are a day's name, one repeated
    [InlineData("ticketmaster-cache", 95, 95, 0)] // 129 rows, 34 of them found at a second venue
    [InlineData("wermland-opera", 26, 26, 0)]
    [InlineData("eskilstuna", 3697, 521, 0)] // nine days together; a run reads one
    [InlineData("fc-harlanda", 46, 46, 0)]
    [InlineData("machbar", 58, 58, 0)] // 64 VEVENTs, six of which change one time of another
    [InlineData("songkick", 4, 4, 1)] // the artist is no listing
    [InlineData("hav-badplatser", 2298, 2298, 0)]
    [InlineData("wikidata-badplatser", 1452, 1452, 0)]
    [InlineData("lantmateriet-badplatser", 2760, 2760, 0)]
    [InlineData("harryda-badplatser", 9, 9, 0)]
    [InlineData("sundsvall-leder", 128, 128, 15)] // 15 of 143 are marked deleted
    [InlineData("sormlandsleden", 99, 99, 0)]
    [InlineData("golf", 194, 194, 0)]
    [InlineData("failte-accommodation", 1446, 1440, 0)]
    [InlineData("failte-activities", 2943, 2920, 0)]
    [InlineData("failte-attractions", 1709, 1696, 0)]
    [InlineData("tickster", 0, 0, 1)] // the one event is a gift card
    [InlineData("opendatahub", 2, 2, 0)]
    [InlineData("datatourisme", 1244, 1244, 0)]
    public void Every_record_of_every_real_file_is_read(string provider, int records, int ids, int skipped)
    {
        var items = Reading.ReadReal(provider);
        var read = items.OfType<ReadItem.Record>().ToList();
        Assert.Empty(items.OfType<ReadItem.Incomplete>());
        Assert.Empty(items.OfType<ReadItem.Unreadable>());
        Assert.Equal((records, ids, skipped), (read.Count, read.DistinctBy(r => r.RecordId).Count(), items.OfType<ReadItem.Skipped>().Count()));
        Assert.Empty(read.SelectMany(r => r.Content.UnmappedCategories));
    }

    [Fact]
    public void The_list_above_names_every_provider_of_the_registry()
    {
        var named = typeof(RealFilesTests).GetMethod(nameof(Every_record_of_every_real_file_is_read))!
            .GetCustomAttributesData().Where(a => a.AttributeType == typeof(InlineDataAttribute))
            .Select(a => (string)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)[0].Value!);
        Assert.Equal(Reading.Real.Providers.Select(p => p.Id).Order(), named.Order());
        Assert.All(Reading.Real.Providers, provider => Assert.Empty(ProviderFormats.Faults(provider)));
    }

    [Fact]
    public void Each_day_of_Eskilstuna_is_one_answer() => Assert.Equal(
        [465, 450, 443, 434, 410, 348, 386, 383, 378],
        Reading.RealDocuments(Reading.RealProvider("eskilstuna")).Select(day => Reading.Read(Reading.RealProvider("eskilstuna"), day).OfType<ReadItem.Record>().Count()));

    [Fact]
    public void Midnight_in_Eskilstuna_means_no_time()
    {
        var day = Reading.RealDocuments(Reading.RealProvider("eskilstuna"))[0];
        var occurrences = Records(Reading.Read(Reading.RealProvider("eskilstuna"), day)).SelectMany(r => r.Content.Schedule!.Occurrences).ToList();
        Assert.Equal((11, 454), (occurrences.Count(o => o.StartTime is null), occurrences.Count(o => o.StartTime is not null)));
    }

    [Fact]
    public void Events_of_Karlstad_have_dates_and_no_times_and_days_are_occurrences()
    {
        var records = Records(Reading.ReadReal("karlstad-events"));
        Assert.All(records, r => Assert.All(r.Content.Schedule!.Occurrences, o => Assert.Null(o.StartTime)));
        Assert.Contains(records, r => r.Content.Schedule!.Occurrences.Count > 10);
        Assert.All(records, r => Assert.True(r.Content.Source.IdIsDerived));
    }

    [Fact]
    public void A_feed_dated_midnight_in_Greenwich_keeps_its_date_in_Sweden()
    {
        var first = Records(Reading.ReadReal("karlstad-rss"))[0];
        Assert.Equal(new LocalDate(2026, 3, 12), Assert.Single(first.Content.Schedule!.Occurrences).StartDate);
    }

    [Fact]
    public void Scraped_titles_are_mended()
    {
        var tickets = Records(Reading.ReadReal("ticketmaster-cache"));
        var show = tickets.Single(r => r.Content.Title["sv"]!.StartsWith("STORA DIALEKTSHOWEN", StringComparison.Ordinal));
        Assert.Equal("STORA DIALEKTSHOWEN - AV OCH MED FREDRIK LINDSTRÖM", show.Content.Title["sv"]);
        Assert.Equal(new LocalTime(20, 0), Assert.Single(show.Content.Schedule!.Occurrences).StartTime);
        var scraped = Records(Reading.ReadReal("karlstad-scrape"));
        Assert.DoesNotContain(scraped, r => r.Content.Title["sv"]!.Contains("HITTADE", StringComparison.Ordinal) || r.Content.Title["sv"]!.StartsWith("Torsdag 5 Mar", StringComparison.Ordinal));
    }

    [Fact]
    public void Bathing_places_of_two_providers_share_their_EU_id()
    {
        var hav = Records(Reading.ReadReal("hav-badplatser")).SelectMany(r => r.Content.SharedIds).ToHashSet();
        var wikidata = Records(Reading.ReadReal("wikidata-badplatser"));
        Assert.Equal(1436, wikidata.Count(r => r.Content.SharedIds.Any(id => id.StartsWith("eu-bathing-water:", StringComparison.Ordinal))));
        Assert.True(wikidata.Count(r => r.Content.SharedIds.Any(hav.Contains)) >= 1400);
        Assert.All(wikidata, r => Assert.False(r.Content.Title["sv"]!.StartsWith("badplats ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Trails_have_lines_a_start_and_a_length_and_some_have_no_geometry()
    {
        var trails = Records(Reading.ReadReal("sundsvall-leder"));
        Assert.Equal((124, 4), (trails.Count(r => r.Content.Trail?.Lines.Count == 1), trails.Count(r => r.Content.Place?.Latitude is null)));
        var one = trails.Single(r => r.Content.Title["sv"] == "Svanängsspåret");
        Assert.Equal(("hard", 13000.0), (one.Content.Trail!.Difficulty, one.Content.Trail.LengthMetres));
        Assert.Equal(17.237931180290534, one.Content.Place!.Longitude);
        // Where the provider gives no length, it is measured along the line.
        Assert.All(trails.Where(r => r.Content.Trail?.Lines.Count > 0), r => Assert.InRange(r.Content.Trail!.LengthMetres!.Value, 100, 200_000));
    }

    [Fact]
    public void Stages_of_Sormlandsleden_have_kilometres_and_latitude_first()
    {
        var first = Records(Reading.ReadReal("sormlandsleden"))[0].Content;
        Assert.Equal((8500.0, 59.291883, 18.116867), (first.Trail!.LengthMetres, first.Place!.Latitude, first.Place.Longitude));
        Assert.Equal("Sörmlandsleden, etapp 1", first.Title["sv"]);
    }

    [Fact]
    public void A_page_s_JSON_LD_keeps_the_venue_s_own_clock()
    {
        var brooklyn = Records(Reading.ReadReal("songkick"))[0].Content;
        Assert.Equal(("Etc/GMT+4", new LocalTime(19, 30)), (brooklyn.Schedule!.TimeZone, brooklyn.Schedule.Occurrences[0].StartTime));
        Assert.Equal(("The Owl Music Parlor", "Brooklyn", "US"), (brooklyn.Place!.Name, brooklyn.Place.Address!.City, brooklyn.Place.Address.Country));
        Assert.Equal(["music"], brooklyn.Concepts);
    }

    [Fact]
    public void DATAtourisme_has_all_its_kinds_languages_and_periods()
    {
        var records = Records(Reading.ReadReal("datatourisme")).Select(r => r.Content).ToList();
        Assert.Equal((233, 473), (records.Count(r => r.Kind == ListingKind.Event), records.Count(r => r.Kind == ListingKind.Accommodation)));
        Assert.Equal(743, records.Count(r => r.Title["en"] is not null));
        Assert.All(records.Where(r => r.Kind == ListingKind.Event), r => Assert.NotNull(r.Schedule));
        Assert.All(records, r => Assert.NotNull(r.Place!.Latitude));
        Assert.Equal(620, records.Count(r => r.Prices.Count > 0)); // 592 with an amount, the others in words
        Assert.Contains(records, r => r.Accommodation?.Stars == 4);
        Assert.Contains(records, r => r.IsFree == true);
        Assert.Contains(records, r => r.Trail is { LengthMetres: 14600, AscentMetres: 120 });
        Assert.Equal(1062, records.Count(r => r.Images.Count > 0));
    }

    [Fact]
    public void An_event_of_Open_Data_Hub_is_in_three_languages()
    {
        var first = Records(Reading.ReadReal("opendatahub"))[0].Content;
        Assert.Equal(["de", "en", "it"], first.Title.Languages);
        Assert.Equal(new GivenOccurrence { StartDate = new LocalDate(2019, 6, 29), StartTime = new LocalTime(10, 0), EndDate = new LocalDate(2019, 6, 29) }, first.Schedule!.Occurrences[0]);
        Assert.Equal(["festival.food", "music", "guided-tour"], first.Concepts);
        Assert.Equal(new Uri("http://tourism.api.opendatahub.com/v1/Event?pagesize=2&pagenumber=16"),
            ProviderFormats.All["json"].Next(Reading.RealDocuments(Reading.RealProvider("opendatahub"))[0], 1, Reading.RealProvider("opendatahub")));
    }

    [Fact]
    public void An_end_in_the_year_2100_is_no_end()
    {
        var provider = Reading.RealProvider("tickster");
        var given = System.Text.Encoding.UTF8.GetString(Reading.RealDocuments(provider)[0].Bytes.Span);
        var show = (ReadItem.Record)Reading.Read(provider, Reading.ADocument(given.Replace("giftcertificate", "ticket", StringComparison.Ordinal))).Single();
        Assert.Equal(new GivenOccurrence { StartDate = new LocalDate(2000, 1, 1), StartTime = new LocalTime(13, 0) }, show.Content.Schedule!.Occurrences[0]);
        Assert.Contains("is no end", show.Warning, StringComparison.Ordinal);
        Assert.Equal("en", Assert.Single(show.Content.Title.Languages));
    }

    [Fact]
    public void A_real_JSON_file_with_something_after_its_end_is_incomplete()
    {
        var path = Besoksnaring.Testing.SharedData.PathOf("activities/bathing/Badplatser_Harryda.json");
        var items = Reading.Read(Reading.AProvider("json", """
            { "rows": "results", "idFrom": ["name"], "language": "sv", "kind": "activity", "fields": { "title": "name", "place": { "name": "place_id" } } }
            """), Reading.ADocument(File.ReadAllText(path)));
        Assert.IsType<ReadItem.Incomplete>(items[^1]);
    }

    static List<ReadItem.Record> Records(IEnumerable<ReadItem> items) => [.. items.OfType<ReadItem.Record>()];
}
