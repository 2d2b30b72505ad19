using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Catalogue;

namespace Besoksnaring.Api.Tests.Shapes;

/// <summary>What other people's programs understand of our shapes: ical.js, jsonld.js and GDAL.</summary>
public sealed class OtherParsersTests(ServedCatalogue catalogue)
{
    [Fact]
    public async Task Ical_js_finds_every_occurrence_at_its_instant()
    {
        var text = await catalogue.TextAsync("/api/v1/listings/{l-001}?f=ics", "text/calendar");
        var events = JsonNode.Parse(await OtherProgram.NodeAsync("ical.mjs", text))!.AsArray();
        // By our VTIMEZONE alone: it is winter time first, and summer time later.
        Assert.Equal(SampleConcert.Starts, events.Select(e => Instant(e!["start"]!).UtcDateTime));
        Assert.Equal(2, events.Select(e => Instant(e!["start"]!).Hour).Distinct().Count());
        Assert.All(events, e => Assert.Equal(
            ("Konsert i Karlstads domkyrka", "CONFIRMED", "Karlstads domkyrka, Kungsgatan 1, Karlstad", "Europe/Stockholm"),
            ((string)e!["summary"]!, (string)e["status"]!, (string)e["location"]!, (string)e["zone"]!)));
    }

    [Fact]
    public async Task Ical_js_reads_days_ends_and_both_nights_of_the_clocks()
    {
        var text = AShaped.Write("ics", AShaped.Listing(
            "event", "Natt; \"å\", \\🎻", null, "{}",
            AShaped.At("2026-03-28T22:00", "2026-03-29T04:00"), AShaped.At("2026-10-24T22:00", "2026-10-25T04:00"), AShaped.At("2026-12-24", "2026-12-26", status: "cancelled"),
            AShaped.At("2026-07-01T18:00", zone: "Europe/Helsinki"), AShaped.At("2026-12-31T23:00", "2027-01-01T02:00", zone: "UTC")));
        var events = JsonNode.Parse(await OtherProgram.NodeAsync("ical.mjs", text))!.AsArray();
        Assert.Equal(
            [
                ("2026-03-28T21:00:00.000Z", "2026-03-29T02:00:00.000Z"), ("2026-10-24T20:00:00.000Z", "2026-10-25T03:00:00.000Z"), ("2026-12-24", "2026-12-27"),
                ("2026-07-01T15:00:00.000Z", "2026-07-01T15:00:00.000Z"), ("2026-12-31T23:00:00.000Z", "2027-01-01T02:00:00.000Z"),
            ],
            events.Select(e => ((string)e!["start"]!, (string)e["end"]!)));
        Assert.Equal("CANCELLED", (string)events[2]!["status"]!);
        Assert.All(events, e => Assert.Equal("Natt; \"å\", \\🎻", (string)e!["summary"]!));
    }

    [Fact]
    public async Task Jsonld_js_loses_nothing()
    {
        var quads = await OtherProgram.NodeAsync("jsonld.mjs", await catalogue.TextAsync("/api/v1/listings/{l-001}?f=jsonld", "application/ld+json"));
        var subject = $"<{catalogue.Address}{catalogue.Path("api/v1/listings/{l-001}")}>";
        Assert.Contains($"{subject} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/MusicEvent> .", quads, StringComparison.Ordinal);
        Assert.Contains($"{subject} <https://schema.org/startDate> \"2026-12-08T19:00:00+01:00\" .", quads, StringComparison.Ordinal);
        Assert.Contains($"{subject} <https://schema.org/eventStatus> <https://schema.org/EventScheduled> .", quads, StringComparison.Ordinal);
        Assert.Equal(27, quads.Split('\n').Count(quad => quad.Contains("<https://schema.org/subEvent>", StringComparison.Ordinal)));
        await OtherProgram.NodeAsync("jsonld.mjs", await catalogue.TextAsync("/api/v1/listings?f=jsonld&limit=100", "application/ld+json"));
    }

    [Fact]
    public async Task GDAL_reads_the_map_and_the_table()
    {
        var map = await catalogue.TextAsync("/api/v1/listings?f=geojson&limit=100", "application/geo+json");
        var features = await OtherProgram.RunAsync("ogrinfo", "gdal-bin", ["-ro", "-al", "/vsistdin/"], map);
        Assert.Contains("using driver `GeoJSON' successful", features, StringComparison.Ordinal);
        Assert.Contains("Feature Count: 65", features, StringComparison.Ordinal);
        Assert.Contains("POINT (13.504 59.381)", features, StringComparison.Ordinal);
        Assert.Contains("MULTILINESTRING ((13.5 59.4,13.6 59.5))", features, StringComparison.Ordinal);
        Assert.Contains("title (String) = Ångbåtens dag", features, StringComparison.Ordinal);
        var table = await catalogue.TextAsync("/api/v1/listings?f=csv&limit=100", "text/csv");
        var rows = await OtherProgram.RunAsync("ogrinfo", "gdal-bin", ["-ro", "-al", "CSV:/vsistdin/"], table);
        Assert.Contains("Feature Count: 65", rows, StringComparison.Ordinal);
        Assert.Contains("title (String) = Ångbåtens dag", rows, StringComparison.Ordinal);
    }

    static DateTimeOffset Instant(JsonNode text) => DateTimeOffset.Parse((string)text!, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime();
}
