using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Vocabularies;

namespace Besoksnaring.Api.Tests.Shapes;

public sealed class JsonLdTests(ServedCatalogue catalogue)
{
    const string Everything = """
        {
          "summary": "Kort.", "description": { "html": "<p>Lång.</p>", "text": "Lång." }, "isFree": true,
          "municipality": { "code": "1780", "name": "Karlstad", "foundBy": "boundary" },
          "place": { "name": "Salen", "address": { "street": "Gatan 1", "postalCode": "652 24", "city": "Karlstad", "region": "Värmland", "country": "SE" }, "point": { "latitude": 59.4, "longitude": 13.5, "precise": true } },
          "organizer": { "name": "Föreningen", "url": "https://x.example" }, "contact": { "telephone": "054-1", "email": "a@x.example", "url": "https://x.example/k" },
          "links": [{ "rel": "tickets", "url": "https://x.example/t" }],
          "images": [{ "url": "https://x.example/1.jpg", "width": 8, "height": 6, "altText": "En kör", "credit": "A", "licence": "CC-BY-4.0" }, { "url": "https://x.example/2.jpg", "licence": "Alla rättigheter" }],
          "openingHours": { "rules": [{ "from": "2026-06-01", "days": ["Saturday", "Sunday"], "opens": "10:00:00", "closes": "16:00:00" }], "specialDays": [{ "date": "2026-12-24" }] },
          "prices": [{ "name": "Vuxen", "amount": 150, "currency": "SEK" }, { "minAmount": 0, "maxAmount": 50, "currency": "SEK" }, { "note": "Fråga" }],
          "accessibility": ["wheelchair"], "audience": ["families"], "accommodation": { "beds": 4, "rooms": 2, "stars": 3.5 }, "trail": { "lengthMetres": 5200 }
        }
        """;

    [Fact]
    public void Whatever_a_listing_is_schema_org_knows_every_word()
    {
        foreach (var concept in Taxonomy.Default.All)
        {
            var kind = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(concept.Kind.ToString());
            foreach (var more in new[] { Everything, "{}" })
            {
                var row = AShaped.Listing(kind, "Titel", concept.Id, more, AShaped.At("2026-12-10T18:00", "2026-12-10T20:00"), AShaped.At("2026-12-12", "2026-12-13", status: "movedOnline"));
                var document = JsonNode.Parse(AShaped.Write("jsonld", row))!;
                Assert.True(SchemaOrg.FaultsOf(document) is { Count: 0 }, $"{concept.Id}: {string.Join("; ", SchemaOrg.FaultsOf(document))}");
                Assert.Equal("https://schema.org", (string)document["@context"]!);
            }
        }
    }

    [Fact]
    public void The_check_finds_what_is_not_schema_orgs()
    {
        Assert.Single(SchemaOrg.FaultsOf(JsonNode.Parse("""{ "@type": "Event", "nmae": "x" }""")));
        Assert.Single(SchemaOrg.FaultsOf(JsonNode.Parse("""{ "@type": "Happening" }""")));
        Assert.Single(SchemaOrg.FaultsOf(JsonNode.Parse("""{ "@type": "Event", "location": { "@type": "Offer" } }""")));
        Assert.Single(SchemaOrg.FaultsOf(JsonNode.Parse("""{ "@type": "Event", "startDate": "2026-07-04T19:00" }""")));
        Assert.Single(SchemaOrg.FaultsOf(JsonNode.Parse("""{ "@type": "Event", "image": null }""")));
        Assert.Single(SchemaOrg.FaultsOf(JsonNode.Parse("""{ "@type": "Event", "eventStatus": "https://schema.org/Monday" }""")));
        Assert.Single(SchemaOrg.FaultsOf(JsonNode.Parse("""{ "@type": "Event", "email": "x" }""")));
    }

    [Theory]
    [InlineData("event", "stage.theatre", "TheaterEvent")]
    [InlineData("event", "music.opera", "MusicEvent")]
    [InlineData("event", "market", "Event")]
    [InlineData("accommodation", "hotel.spa", "Hotel")]
    [InlineData("accommodation", null, "LodgingBusiness")]
    [InlineData("food", "cafe", "CafeOrCoffeeShop")]
    [InlineData("food", "farm-shop", "FoodEstablishment")]
    [InlineData("attraction", null, "TouristAttraction")]
    [InlineData("attraction", "museum.art", "TouristAttraction,ArtGallery")]
    [InlineData("service", "shop.craft", "Store")]
    [InlineData("event", "hotel", "Event")]
    public void The_nearest_type_is_chosen(string kind, string? concept, string types)
    {
        var type = JsonNode.Parse(AShaped.Write("jsonld", AShaped.Listing(kind, "Titel", concept)))!["@type"]!;
        Assert.Equal(types, type is JsonArray several ? string.Join(',', several.Select(t => (string)t!)) : (string)type!);
    }

    [Fact]
    public async Task An_event_has_what_Google_asks_for_and_so_has_each_part_of_it()
    {
        var concert = JsonNode.Parse(await catalogue.TextAsync("/api/v1/listings/{l-001}?f=jsonld", "application/ld+json"))!.AsObject();
        Assert.Empty(SchemaOrg.FaultsOf(concert));
        var parts = concert["subEvent"]!.AsArray();
        Assert.Equal(27, parts.Count);
        foreach (var part in parts.Select(p => p!.AsObject()).Prepend(concert))
        {
            Assert.Equal(("MusicEvent", "Konsert i Karlstads domkyrka", "Place"), ((string)part["@type"]!, (string)part["name"]!, (string)part["location"]!["@type"]!));
            Assert.Equal("Kungsgatan 1", (string)part["location"]!["address"]!["streetAddress"]!);
            Assert.Equal("https://schema.org/EventScheduled", (string)part["eventStatus"]!);
        }
        Assert.Equal(["2026-12-08T19:00:00+01:00", "2027-06-22T19:00:00+02:00"], [(string)concert["startDate"]!, (string)parts[^1]!["startDate"]!]);
        Assert.All(["description", "image", "offers", "organizer", "url"], property => Assert.True(concert.ContainsKey(property), property));
    }

    [Fact]
    public async Task A_list_is_an_ItemList_and_a_day_is_no_midnight()
    {
        var text = await catalogue.TextAsync("/api/v1/listings?f=jsonld&limit=100", "application/ld+json");
        var list = JsonNode.Parse(text)!;
        Assert.Empty(SchemaOrg.FaultsOf(list));
        var items = list["itemListElement"]!.AsArray();
        Assert.Equal((65, 65), (items.Count, (int)list["numberOfItems"]!));
        Assert.DoesNotContain("null", text, StringComparison.Ordinal);
        Assert.DoesNotContain("T00:00", text, StringComparison.Ordinal);
        var run = items.Select(i => i!["item"]!).Single(i => (string)i["name"]! == "Ångbåtens dag");
        Assert.Equal(("2026-06-01", "2027-08-31"), ((string)run["startDate"]!, (string)run["endDate"]!));
    }

    [Fact]
    public void What_has_no_page_for_people_has_no_url() =>
        Assert.Null(JsonNode.Parse(AShaped.Write("jsonld", AShaped.Listing("place", "Utan sida")))!["url"]);

    [Fact]
    public void One_happening_by_itself_names_the_event_that_it_is_a_part_of()
    {
        var row = AShaped.Listing("event", "Del", null, "{}", AShaped.At("2026-12-10T18:00")) with { IsPart = true };
        var part = JsonNode.Parse(AShaped.Write("jsonld", row))!;
        Assert.Empty(SchemaOrg.FaultsOf(part));
        Assert.Equal("https://data.example.se/api/v1/listings/abc123", (string)part["superEvent"]!["@id"]!);
    }

    [Fact]
    public void No_text_ends_the_script_element_that_it_stands_in()
    {
        const string Title = "</script><script>alert(1)</script> <!-- åäö 🎻";
        var text = AShaped.Write("jsonld", AShaped.Listing("event", Title));
        Assert.DoesNotContain('<', text);
        Assert.Contains("åäö", text, StringComparison.Ordinal);
        Assert.Equal(Title, (string)JsonNode.Parse(text)!["name"]!);
    }

    [Fact]
    public void An_event_that_has_been_keeps_its_date()
    {
        var row = AShaped.Listing("event", "Förra årets") with { Past = AShaped.At("2025-12-10", "2025-12-11") };
        Assert.Equal("2025-12-10", (string)JsonNode.Parse(AShaped.Write("jsonld", row))!["startDate"]!);
        Assert.DoesNotContain("BEGIN:VEVENT", AShaped.Write("ics", row), StringComparison.Ordinal);
    }
}
