using System.Text.Json;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Ingest.Providers;
using CsCheck;
using NodaTime;

namespace Besoksnaring.Ingest.Tests.Providers;

public class MappingTests
{
    const string Simple = """{ "id": "id", "language": "sv", "kind": "place", "fields": { "title": "t", "description": "d", "place": { "latitude": "lat", "longitude": "lon" } } }""";

    [Theory]
    [InlineData("""{ "id": "a ||", "language": "sv", "kind": "place", "fields": { "title": "t" } }""", "mapping.id", "JMESPath")]
    [InlineData("""{ "language": "sv", "kind": "place", "fields": { "title": "t" } }""", "mapping.id", "idFrom")]
    [InlineData("""{ "id": "a", "kind": "place", "fields": { "title": "t" } }""", "mapping.language", "say the language")]
    [InlineData("""{ "id": "a", "language": "swedish", "kind": "place", "fields": { "title": "t" } }""", "mapping.language", "say the language")]
    [InlineData("""{ "id": "a", "language": "sv", "kind": "hotel", "fields": { "title": "t" } }""", "mapping.kind", "'hotel' is no kind")]
    [InlineData("""{ "id": "a", "language": "sv", "kind": { "from": "k", "map": { "x": "4" } }, "fields": { "title": "t" } }""", "mapping.kind", "'4' is no kind")]
    [InlineData("""{ "id": "a", "language": "sv", "kind": "place", "fields": { "titel": "t" } }""", "mapping.fields.titel", "no property")]
    [InlineData("""{ "id": "a", "language": "sv", "kind": "place", "fields": { "summary": "t" } }""", "mapping.fields.title", "missing")]
    [InlineData("""{ "id": "a", "language": "sv", "kind": "place", "concepts": ["musik"], "fields": { "title": "t" } }""", "mapping.concepts", "'musik' is no concept")]
    [InlineData("""{ "id": "a", "language": "sv", "kind": "place", "categories": { "from": "c", "map": { "X": ["x.y"] } }, "fields": { "title": "t" } }""", "mapping.categories.map.X", "'x.y' is no concept")]
    [InlineData("""{ "id": "a", "language": "sv", "kind": "event", "time": { "zone": "Sweden", "start": "d" }, "fields": { "title": "t" } }""", "mapping.time.zone", "IANA")]
    [InlineData("""{ "id": "a", "language": "sv", "kind": "event", "time": { "zone": "Europe/Oslo", "start": "d", "formats": ["%"] }, "fields": { "title": "t" } }""", "mapping.time.formats", "no date pattern")]
    [InlineData("""{ "id": "a", "language": "sv", "kind": "event", "fields": { "title": { "from": "t", "extract": "(?<=a)b" } } }""", "mapping.fields.title.extract", "no pattern")]
    [InlineData("""{ "id": "a", "language": "sv", "kind": "place", "fields": { "title": { "swedish": "t" } } }""", "mapping.fields.title.swedish", "no language")]
    [InlineData("""{ "id": "a", "language": "sv", "kind": "place", "fields": { "title": "t", "links": [{ "rel": "web", "url": "u" }] } }""", "mapping.fields.links[0].rel", "one of")]
    [InlineData("""{ "id": "a", "language": "sv", "kind": "place", "sharedIds": { "EU bad": "x" }, "fields": { "title": "t" } }""", "mapping.sharedIds.EU bad", "scheme")]
    [InlineData("""{ "id": "a", "language": "sv", "kind": "place", "joinRows": "yes", "fields": { "title": "t" } }""", "mapping.joinRows", "true or false")]
    [InlineData("""{}""", "mapping.fields", "missing")]
    public void A_wrong_mapping_is_refused_by_field_and_reason(string mapping, string field, string reason) => Assert.Contains(
        ProviderFormats.Faults(Reading.AProvider("json", mapping)), fault => fault.Field == field && fault.Reason.Contains(reason, StringComparison.Ordinal));

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("web", "web")]
    [InlineData("print ai", "print ai")]
    public void A_record_says_what_its_provider_permits(string permits, string said)
    {
        var provider = Reading.AProvider("json", Simple) with { Licence = new("none", permits.Split(' ', StringSplitOptions.RemoveEmptyEntries)) };
        var record = Assert.IsType<ReadItem.Record>(Assert.Single(Reading.Read(provider, Reading.ADocument("""[{ "id": 1, "t": "x" }]"""))));
        Assert.Equal(said.Split(' '), record.Content.Source.Permits);
    }

    [Fact]
    public void An_unknown_format_is_refused() =>
        Assert.Equal("format", Assert.Single(ProviderFormats.Faults(Reading.AProvider("xlsx", "{}"))).Field);

    [Fact]
    public void Texts_are_cleaned_and_decoded()
    {
        var content = Reading.TheRecord("json", Simple, """[{ "id": 1, "t": "  Caf\u0000&eacute;\r\n <b>Sjo\u0308\u202e</b>\ufeff ", "d": "<p>Rad ett\r\nrad tv\u00e5</p>\u0000 " }]""").Content;
        Assert.Equal("Café Sjö", content.Title["sv"]);
        Assert.Equal("<p>Rad ett\nrad två</p>", content.Description["sv"]);
    }

    [Fact]
    public void A_byte_order_mark_inside_a_key_is_no_part_of_it() =>
        Assert.Equal("7", Reading.TheRecord("json", Simple, "[{ \"\uFEFFid\": 7, \" t \": \"x\" }]").RecordId);

    [Theory]
    [InlineData("\"59,65\"", "\"12,59\"", 59.65, 12.59)]
    [InlineData("\" 59.65 \"", "12.59", 59.65, 12.59)]
    [InlineData("\"6 593 123\"", "\"412345,5\"", 6593123, 412345.5)]
    public void Numbers_are_read_as_people_write_them(string lat, string lon, double latitude, double longitude)
    {
        var place = Reading.TheRecord("json", Simple, $$"""[{ "id": 1, "t": "x", "lat": {{lat}}, "lon": {{lon}} }]""").Content.Place!;
        Assert.Equal((latitude, longitude), (place.Latitude, place.Longitude));
    }

    [Theory]
    [InlineData("\"[12.59, 59.65]\"")]
    [InlineData("[12.59, 59.65]")]
    [InlineData("\"POINT (12.59 59.65)\"")]
    public void A_point_may_be_a_list_a_text_or_WKT(string point)
    {
        var place = Reading.TheRecord("json", """{ "id": "id", "language": "sv", "kind": "place", "fields": { "title": "t", "place": { "point": "p" } } }""", $$"""[{ "id": 1, "t": "x", "p": {{point}} }]""").Content.Place!;
        Assert.Equal((59.65, 12.59), (place.Latitude, place.Longitude));
    }

    [Fact]
    public void A_record_without_a_title_is_unreadable_with_its_place_reason_and_start()
    {
        var items = Reading.Read("json", Simple, """[{ "id": 1, "t": "x" }, { "id": 2, "t": " " }, { "t": "y" }, 3]""");
        var bad = items.OfType<ReadItem.Unreadable>().ToList();
        Assert.Equal([("2", "data item 2", "title: is missing"), (null, "data item 3", "id: is missing"), (null, "data item 4", "is no object")], bad.Select(b => (b.RecordId, b.Where, b.Reason)));
        Assert.Contains("\"id\":2", bad[0].Raw!.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(items, item => item is ReadItem.Incomplete);
    }

    [Fact]
    public void A_value_that_cannot_be_read_is_left_out_and_warned_of()
    {
        var record = Reading.TheRecord("json", """{ "id": "id", "language": "sv", "kind": "accommodation", "fields": { "title": "t", "accommodation": { "beds": "b" }, "links": { "rel": "website", "url": "u" }, "contact": { "email": "e" }, "place": { "country": "c" } } }""",
            """[{ "id": 1, "t": "x", "b": "många", "u": "javascript:alert(1)", "e": "ingen", "c": "Utopia" }]""");
        Assert.Equal((null, 0, null, null), (record.Content.Accommodation, record.Content.Links.Count, record.Content.Contact, record.Content.Place));
        foreach (var field in new[] { "accommodation.beds", "links", "contact.email", "place.country" })
        {
            Assert.Contains(field, record.Warning, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Languages_come_as_columns_maps_or_lists()
    {
        var mapping = """{ "id": "id", "language": { "from": "lang", "otherwise": "sv" }, "kind": "place", "fields": { "title": "t", "summary": { "languages": "m" }, "description": { "each": "l", "language": "k", "text": "v" } } }""";
        var content = Reading.TheRecord("json", mapping, """[{ "id": 1, "t": "Seter", "lang": "nb_NO", "m": { "sv-SE": "svensk", "de": ["deutsch"], "xx!": "?" }, "l": [{ "k": "no", "v": "norsk" }, { "k": "EN", "v": "english" }] }]""").Content;
        Assert.Equal(("nb", "svensk", "deutsch", "norsk", "english"), (content.Title.Languages.Single(), content.Summary["sv"], content.Summary["de"], content.Description["nb"], content.Description["en"]));
        Assert.Equal(2, content.Summary.Count);
    }

    [Fact]
    public void Words_that_no_map_knows_are_listed_and_words_mapped_to_nothing_are_not()
    {
        var content = Reading.TheRecord("json", """{ "id": "id", "language": "sv", "kind": "event", "categories": { "from": "c", "split": ",", "map": { "Musik": ["music"], "Övrigt": [] } }, "fields": { "title": "t" } }""",
            """[{ "id": 1, "t": "x", "c": "musik, övrigt,Curling" }]""").Content;
        Assert.Equal("music / Curling", $"{string.Join(' ', content.Concepts)} / {string.Join(' ', content.UnmappedCategories)}");
    }

    [Theory]
    [InlineData("\"2027-02-03\"", null, "2027-02-03", null)]
    [InlineData("\"2027-02-03T19:30:00\"", null, "2027-02-03", "19:30")]
    [InlineData("\"2027-02-03T18:30:00Z\"", null, "2027-02-03", "19:30")]
    [InlineData("\"2027-07-03T18:30:00+0200\"", null, "2027-07-03", "18:30")]
    [InlineData("1801247400000", null, "2027-01-29", "19:30")]
    [InlineData("1801247400", null, "2027-01-29", "19:30")]
    [InlineData("\"Wed, 03 Feb 2027 18:30:00 GMT\"", null, "2027-02-03", "19:30")]
    [InlineData("\"3/2 2027\"", "d/M uuuu", "2027-02-03", null)]
    [InlineData("\"03.02.2027 19.30\"", "dd.MM.uuuu HH.mm", "2027-02-03", "19:30")]
    public void Dates_are_read_in_the_forms_that_providers_use(string given, string? format, string date, string? time)
    {
        var formats = format is null ? "[]" : $"[\"{format}\"]";
        var occurrence = Reading.TheRecord("json", $$"""{ "id": "id", "language": "sv", "kind": "event", "time": { "zone": "Europe/Stockholm", "start": "d", "formats": {{formats}} }, "fields": { "title": "t" } }""", $$"""[{ "id": 1, "t": "x", "d": {{given}} }]""").Content.Schedule!.Occurrences.Single();
        Assert.Equal((date, time), (occurrence.StartDate.ToString("uuuu-MM-dd", null), occurrence.StartTime?.ToString("HH:mm", null)));
    }

    [Theory]
    [InlineData("2027-02-03", "22:00", "2027-02-03", "02:00", "2027-02-04", "02:00", false)] // the small hours are the next day's
    [InlineData("2027-02-03", "19:00", "2027-02-03", "12:00", "2027-02-03", null, true)]
    [InlineData("2027-02-03", "19:00", "2027-02-01", null, null, null, true)]
    [InlineData("2027-02-03", null, "2101-01-01", null, null, null, true)]
    [InlineData("2027-02-03", "19:00", null, "21:00", null, "21:00", false)]
    public void An_end_is_never_invented_and_never_before_the_start(string date, string? time, string? end, string? endTime, string? endDate, string? ends, bool warned)
    {
        var record = Reading.TheRecord("json", """{ "id": "id", "language": "sv", "kind": "event", "time": { "zone": "Europe/Stockholm", "start": "d", "startTime": "t1", "end": "e", "endTime": "t2" }, "fields": { "title": "t" } }""",
            JsonSerializer.Serialize(new[] { new { id = 1, t = "x", d = date, t1 = time, e = end, t2 = endTime } }));
        var occurrence = record.Content.Schedule!.Occurrences.Single();
        Assert.Equal((endDate, ends, warned), (occurrence.EndDate?.ToString("uuuu-MM-dd", null), occurrence.EndTime?.ToString("HH:mm", null), record.Warning is not null));
    }

    [Fact]
    public void An_event_is_free_only_on_evidence()
    {
        bool? Free(string prices) => Reading.TheRecord("json", """{ "id": "id", "language": "sv", "kind": "event", "fields": { "title": "t", "isFree": "f", "prices": { "rows": "p", "amount": "@" } } }""", $$"""[{ "id": 1, "t": "x", {{prices}} }]""").Content.IsFree;
        Assert.Equal([null, true, null, true, null], [Free("\"p\": []"), Free("\"p\": [0]"), Free("\"p\": [0, 100]"), Free("\"f\": \"Ja\""), Free("\"f\": \"Nej\"")]);
    }

    [Fact]
    public void A_derived_id_does_not_mind_case_and_spacing_and_a_long_one_is_shortened()
    {
        string Id(string title) => Reading.TheRecord("json", """{ "idFrom": ["t"], "language": "sv", "kind": "place", "fields": { "title": "t" } }""", $$"""[{ "t": "{{title}}" }]""").RecordId;
        Assert.Equal(Id("Röda  Korset "), Id("röda korset"));
        Assert.NotEqual(Id("a"), Id("b"));
        Assert.Matches("^[a-z2-7]{26}$", Id("a"));
        var longest = Reading.TheRecord("json", Simple, $$"""[{ "id": "{{new string('x', 900)}}", "t": "x" }]""").RecordId;
        Assert.True(RecordKey.IsRecordId(longest));
    }

    /// <summary>Whatever JSON a provider sends, a record is whole and fit to keep, or it is said why not.</summary>
    [Fact]
    public void No_JSON_makes_a_mapping_throw()
    {
        var provider = Reading.RealProvider("tickster");
        var text = Gen.OneOf(Gen.String, OneOf("2026-01-01", "null", "", "\u0000", "\ud800", "https://a.example", "1e400", "-0"));
        var row = Dictionary(OneOf("id", "name", "geo", "latitude", "price", "html", "productType", "city"), text.Select(s => (object?)s));
        Dictionary(
                OneOf("id", "name", "startUtc", "endUtc", "venue", "organizer", "products", "tags", "imageUrl", "description"),
                Gen.OneOf(text.Select(s => (object?)s), Gen.Long.Select(l => (object?)l), Gen.Double[-1e300, 1e300].Select(d => (object?)d), row.Select(r => (object?)r), row.List[0, 3].Select(r => (object?)r), Gen.Const((object?)null)))
            .Sample(given =>
            {
                var items = Reading.Read(provider, Reading.ADocument(JsonSerializer.Serialize(given)));
                Assert.NotEmpty(items);
                foreach (var record in items.OfType<ReadItem.Record>())
                {
                    Assert.True(RecordKey.IsRecordId(record.RecordId));
                    var json = JsonSerializer.Serialize(record.Content, ContractsJson.Options);
                    Assert.DoesNotContain("\\u0000", json, StringComparison.Ordinal);
                    Assert.All(record.Content.Links, link => Assert.StartsWith("http", link.Url, StringComparison.Ordinal));
                }
            }, iter: 500);
    }

    static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    static Gen<Dictionary<string, object?>> Dictionary(Gen<string> keys, Gen<object?> values) =>
        Gen.Select(keys, values).List[0, 12].Select(pairs => pairs.DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2));
}
