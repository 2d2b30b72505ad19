using Besoksnaring.Contracts.Content;
using Besoksnaring.Ingest.Providers;
using Besoksnaring.Ingest.Snapshots;
using NodaTime;

namespace Besoksnaring.Ingest.Tests.Providers;

public class FormatTests
{
    const string Calendar = """{ "language": "sv" }""";
    const string Csv = """{ "idFrom": ["namn"], "language": "sv", "kind": "place", "fields": { "title": "namn", "place": { "city": "ort" } } }""";

    static ReadItem.Record TheEvent(string body) => Reading.TheRecord("ical", Calendar, $"BEGIN:VCALENDAR\r\n{body.ReplaceLineEndings("\r\n")}\r\nEND:VCALENDAR\r\n");

    [Fact]
    public void A_calendar_s_rule_exceptions_and_changed_times_are_one_event()
    {
        var schedule = TheEvent("""
            BEGIN:VEVENT
            UID:a
            DTSTART;TZID=Europe/Stockholm:20260901T190000
            DTEND;TZID=Europe/Stockholm:20260901T210000
            RRULE:FREQ=WEEKLY;BYDAY=TU
            EXDATE;TZID=Europe/Stockholm:20260908T190000
            SUMMARY:Quiz
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            RECURRENCE-ID;TZID=Europe/Stockholm:20260915T190000
            DTSTART;TZID=Europe/Stockholm:20260916T180000
            SUMMARY:Quiz på en onsdag
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            RECURRENCE-ID:20260922T170000Z
            DTSTART:20260922T170000Z
            STATUS:CANCELLED
            SUMMARY:Quiz
            END:VEVENT
            """).Content.Schedule!;
        var rule = Assert.Single(schedule.Recurrences);
        Assert.Empty(schedule.Occurrences);
        Assert.Equal("FREQ=WEEKLY;BYDAY=TU", rule.Rule);
        Assert.Equal([new LocalDateTime(2026, 9, 8, 19, 0), new LocalDateTime(2026, 9, 22, 19, 0)], rule.Except);
        Assert.Equal(new MovedOccurrence(new LocalDateTime(2026, 9, 15, 19, 0), new GivenOccurrence { StartDate = new(2026, 9, 16), StartTime = new(18, 0) }), Assert.Single(rule.Moved));
    }

    [Fact]
    public void An_all_day_event_ends_the_day_before_its_end_and_folded_lines_are_one()
    {
        var record = TheEvent("""
            BEGIN:VEVENT
            UID:b
            DTSTART;VALUE=DATE:20260501
            DTEND;VALUE=DATE:20260504
            SUMMARY:Vår
             marknad\, stor
            STATUS:CANCELLED
            END:VEVENT
            """);
        Assert.Equal("Vårmarknad, stor", record.Content.Title["sv"]);
        Assert.Equal(EventStatus.Cancelled, record.Content.Schedule!.Status);
        Assert.Equal((new LocalDate(2026, 5, 1), null, new LocalDate(2026, 5, 3)), (record.Content.Schedule.Occurrences[0].StartDate, record.Content.Schedule.Occurrences[0].StartTime, record.Content.Schedule.Occurrences[0].EndDate));
    }

    [Theory]
    [InlineData("DTSTART:20260701T160000Z", "Europe/Stockholm", 18)]
    [InlineData("DTSTART:20260701T160000", "Europe/Stockholm", 16)]
    [InlineData("DTSTART;TZID=W. Europe Standard Time:20260701T160000", "Europe/Berlin", 16)]
    [InlineData("DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Oslo:20260701T160000", "Europe/Oslo", 16)]
    public void A_calendar_without_time_zones_of_its_own_is_understood(string start, string zone, int hour)
    {
        var schedule = TheEvent($"BEGIN:VEVENT\nUID:c\n{start}\nSUMMARY:x\nEND:VEVENT").Content.Schedule!;
        Assert.Equal((zone, hour), (schedule.TimeZone, schedule.Occurrences[0].StartTime!.Value.Hour));
    }

    [Fact]
    public void An_event_without_UID_keeps_its_derived_id_and_a_bad_one_spoils_no_other()
    {
        var text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\nDTSTART:20260701T160000\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:bad\r\nSUMMARY:y\r\nDTSTART:yesterday\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        var items = Reading.Read("ical", Calendar, text);
        var record = items.OfType<ReadItem.Record>().Single();
        Assert.True(record.Content.Source.IdIsDerived);
        Assert.Equal(record.RecordId, Reading.Read("ical", Calendar, text).OfType<ReadItem.Record>().Single().RecordId);
        Assert.Equal(("bad", "data line 6"), (items.OfType<ReadItem.Unreadable>().Single().RecordId, items.OfType<ReadItem.Unreadable>().Single().Where));
    }

    [Theory]
    [InlineData("namn,ort\r\n\"Sjön, stora\",Arvika\r\n", "Sjön, stora")]
    [InlineData("namn;ort\n\"Han sa \"\"hej\"\"\nigen\";Arvika\n", "Han sa \"hej\" igen")]
    [InlineData("namn\tort\nÅsen\tArvika\n", "Åsen")]
    public void A_CSV_file_s_separator_and_quotes_are_understood(string text, string title)
    {
        var record = Reading.TheRecord("csv", Csv, text).Content;
        Assert.Equal((title, "Arvika"), (record.Title["sv"], record.Place!.Address!.City));
    }

    [Fact]
    public void A_CSV_file_in_an_old_encoding_is_read_and_bad_lines_are_named()
    {
        var text = "namn;ort\r\nHålahult vid sjön;Årjäng\r\nför;många;fält\r\nBjörkåsen på höjden;Säffle\r\n";
        var items = Reading.Read(Reading.AProvider("csv", Csv), new Document(new Uri("https://a.example.se/a.csv"), null, System.Text.Encoding.Latin1.GetBytes(text)));
        Assert.Equal(["Hålahult vid sjön", "Björkåsen på höjden"], items.OfType<ReadItem.Record>().Select(r => r.Content.Title["sv"]));
        Assert.Equal(("a.csv line 3", "has 3 fields where the heading has 2"), items.OfType<ReadItem.Unreadable>().Select(u => (u.Where, u.Reason)).Single());
    }

    [Fact]
    public void An_Atom_feed_is_read_as_an_RSS_feed_is()
    {
        var record = Reading.TheRecord("rss", """{ "time": { "zone": "Europe/Stockholm", "start": "pubDate" } }""", """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nb"><entry><id>tag:1</id><title>Fest &amp; mat</title><link rel="alternate" href="https://a.example.se/1"/>
            <published>2027-05-17T12:00:00+02:00</published><updated>2027-01-01T00:00:00Z</updated><summary>Kort</summary></entry></feed>
            """);
        Assert.Equal(("tag:1", "Fest & mat", "https://a.example.se/1"), (record.RecordId, record.Content.Title["nb"], record.Content.Source.Url));
        Assert.Equal(new LocalTime(12, 0), record.Content.Schedule!.Occurrences[0].StartTime);
    }

    [Fact]
    public void A_page_s_graph_its_references_and_other_nodes_are_understood()
    {
        var items = Reading.Read("jsonld-html", """{ "language": "sv" }""", """
            <html lang="sv"><script type="application/ld+json">{ "@graph": [ { "@type": "Organization", "name": "Vi" },
              { "@type": "Place", "@id": "#sal", "name": "Salen", "address": { "addressLocality": "Sunne" } },
              { "@type": ["schema:TheaterEvent"], "@id": "#e", "name": [{ "@language": "sv", "@value": "Pjäs" }, { "@language": "en", "@value": "Play" }],
                "startDate": "2027-03-01T19:00", "location": { "@id": "#sal" }, "eventStatus": "https://schema.org/EventPostponed" } ] }</script>
              <script type="application/ld+json">{ broken </script></html>
            """);
        var play = items.OfType<ReadItem.Record>().Single(r => r.Content.Kind == ListingKind.Event).Content;
        Assert.Equal(("Pjäs", "Play", "Salen", "Sunne", EventStatus.Postponed), (play.Title["sv"], play.Title["en"], play.Place!.Name, play.Place.Address!.City, play.Schedule!.Status));
        Assert.Equal((2, 1, 1), (items.OfType<ReadItem.Record>().Count(), items.OfType<ReadItem.Skipped>().Count(), items.OfType<ReadItem.Unreadable>().Count()));
    }

    [Fact]
    public void TURID_is_paged_by_what_it_returns_and_counted()
    {
        var provider = Reading.AProvider("turid", "{}");
        Document Page(int page, int count, int total) => new(new Uri($"https://turid.example.se/api/v8/events?limit=100&page={page}"), "application/json",
            System.Text.Encoding.UTF8.GetBytes($$"""{ "data": [{{string.Join(",", Enumerable.Range((page - 1) * 50, count).Select(i => $$"""{ "id": {{i}}, "title": "E{{i}}", "is_trail": {{(i == 3 ? "true" : "false")}}, "occasions": [{ "date_start": "2027-01-01", "time_start": "00:00:00" }] }"""))}}], "total_count": {{total}}, "total_pages": 2 }"""));
        var turid = ProviderFormats.All["turid"];
        Assert.Equal("https://turid.example.se/api/v8/events?limit=100&page=2", turid.Next(Page(1, 50, 164), 1, provider)!.AbsoluteUri);
        // Its total_pages says two; what it returned says there is more.
        Assert.NotNull(turid.Next(Page(2, 50, 164), 2, provider));
        Assert.Null(turid.Next(Page(2, 50, 100), 2, provider));
        Assert.Null(turid.Next(Page(5, 0, 164), 5, provider));
        var whole = Reading.Read(provider, Page(1, 50, 114), Page(2, 50, 114), Page(3, 14, 114));
        Assert.Equal((114, 1, 0), (whole.Count, whole.OfType<ReadItem.Record>().Count(r => r.Content.Kind == ListingKind.Trail), whole.OfType<ReadItem.Incomplete>().Count()));
        Assert.All(whole.OfType<ReadItem.Record>().Where(r => r.Content.Kind == ListingKind.Event), r => Assert.Null(r.Content.Schedule!.Occurrences[0].StartTime));
        var capped = Reading.Read(provider, Page(1, 50, 114));
        Assert.Contains("114", Assert.IsType<ReadItem.Incomplete>(capped[^1]).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_in_metres_and_strange_geometries_cost_the_lines_and_not_the_record()
    {
        var items = Reading.Read("geojson", """{ "id": "id", "language": "sv", "kind": "trail", "fields": { "title": "properties.n" } }""", """
            { "type": "FeatureCollection", "features": [
              { "type": "Feature", "id": 1, "properties": { "n": "a" }, "geometry": { "type": "LineString", "coordinates": [[412345, 6593123], [412400, 6593200]] } },
              { "type": "Feature", "id": 2, "properties": { "n": "b" }, "geometry": { "type": "Blob", "coordinates": 3 } },
              { "type": "Feature", "id": 3, "properties": { "n": "c" }, "geometry": { "type": "Polygon", "coordinates": [[[12, 59], [13, 59], [13, 60], [12, 60], [12, 59]]] } },
              { "type": "Feature", "id": 4, "properties": null, "geometry": null } ] }
            """);
        var records = items.OfType<ReadItem.Record>().ToList();
        Assert.Equal((6593123.0, 412345.0, null), (records[0].Content.Place!.Latitude, records[0].Content.Place!.Longitude, records[0].Content.Trail));
        Assert.Equal((3, 2, 1), (records.Count, records.Count(r => r.Warning is not null), items.OfType<ReadItem.Unreadable>().Count()));
        Assert.Equal((59.5, 12.5), (records[2].Content.Place!.Latitude, records[2].Content.Place!.Longitude));
    }
}
