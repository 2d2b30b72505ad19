using System.Text;
using Besoksnaring.Api.Tests.Catalogue;
using Ical.Net;
using Ical.Net.CalendarComponents;

namespace Besoksnaring.Api.Tests.Shapes;

/// <summary>Read by Ical.Net, which did not write it.</summary>
public sealed class IcsTests(ServedCatalogue catalogue)
{
    [Fact]
    public async Task Every_occurrence_from_today_is_an_event_with_its_own_times()
    {
        var text = await catalogue.TextAsync("/api/v1/listings/{l-001}?f=ics", "text/calendar");
        var events = Read(text);
        Assert.Equal(28, events.Count);
        Assert.Equal(28, events.Select(e => e.Uid).Distinct().Count());
        Assert.Equal(SampleConcert.Starts, events.Select(e => e.DtStart!.AsUtc));
        Assert.All(events, e => Assert.Equal(("Europe/Stockholm", "CONFIRMED", "Konsert i Karlstads domkyrka"), (e.DtStart!.TzId, e.Status, e.Summary)));
        Assert.All(events, e => Assert.Equal(("Karlstads domkyrka, Kungsgatan 1, Karlstad", 59.381), (e.Location, e.GeographicLocation!.Latitude)));
        // The clocks change within the season.
        Assert.Contains("BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n", text, StringComparison.Ordinal);
        Assert.Equal(text, await catalogue.TextAsync("/api/v1/listings/{l-001}?f=ics", "text/calendar"));
    }

    [Fact]
    public async Task A_list_has_the_occurrences_of_those_that_have_any()
    {
        var events = Read(await catalogue.TextAsync("/api/v1/listings?f=ics&limit=100", "text/calendar"));
        Assert.Equal(29, events.Count);
        var run = events.Single(e => e.Summary == "Ångbåtens dag");
        Assert.False(run.DtStart!.HasTime);
        // The last day is included, so the end is the day after.
        Assert.Equal((new DateTime(2026, 6, 1), new DateTime(2027, 9, 1), "TRANSPARENT"), (run.DtStart.Value, run.DtEnd!.Value, run.Transparency));
    }

    [Fact]
    public void A_cancelled_one_stays_and_says_so()
    {
        var text = AShaped.Write("ics", AShaped.Listing(
            "event", "Loppis", null, "{}",
            AShaped.At("2026-12-10T18:00", "2026-12-10T20:00", status: "cancelled"), AShaped.At("2026-12-11T18:00", status: "postponed"), AShaped.At("2026-12-12", status: "rescheduled")));
        Assert.Equal(["CANCELLED", "TENTATIVE", "CONFIRMED"], Read(text).Select(e => e.Status));
        Assert.Contains("SEQUENCE:217486800\r\n", text, StringComparison.Ordinal);
        Assert.Contains("DTSTAMP:20261122T050000Z\r\n", text, StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:20261212\r\nSTATUS", text, StringComparison.Ordinal);
        Assert.DoesNotContain("T000000\r\nSTATUS", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hour_that_comes_twice_is_told_by_its_instant()
    {
        var once = AShaped.At("2026-10-25T01:30", "2026-10-25T02:30");
        var text = AShaped.Write("ics", AShaped.Listing("event", "Nattvandring", null, "{}", once, once with { EndsAt = once.EndsAt!.Value.Plus(NodaTime.Duration.FromHours(1)) }));
        Assert.Contains("DTEND;TZID=Europe/Stockholm:20261025T023000\r\n", text, StringComparison.Ordinal);
        Assert.Contains("DTEND:20261025T013000Z\r\n", text, StringComparison.Ordinal);
        Assert.Equal(["abc123-20261025T013000-2@besoksnaring", "abc123-20261025T013000@besoksnaring"], Read(text).Select(e => e.Uid));
    }

    [Fact]
    public void Texts_come_back_as_they_were_and_no_line_is_too_long()
    {
        var title = "Räksmörgås; \"citat\", \\omvänt\\ 🎻" + string.Concat(Enumerable.Repeat("åäö🎻", 40));
        var text = AShaped.Write("ics", AShaped.Listing(
            "event", title, null, """{"summary":"Rad ett\r\nRad två\u0007\nBEGIN:VEVENT","links":[{"rel":"website","url":"https://x.example/å\r\nATTACH:x"}]}""", AShaped.At("2026-12-10T18:00")));
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        var only = Read(text).Single();
        Assert.Equal(title, only.Summary);
        Assert.Equal("Rad ett\nRad två\nBEGIN:VEVENT", only.Description!.ReplaceLineEndings("\n"));
        Assert.DoesNotContain("\r\nATTACH", text, StringComparison.Ordinal);
    }

    static List<CalendarEvent> Read(string text) => [.. Calendar.Load(text)!.Events.OrderBy(e => e.DtStart!.AsUtc).ThenBy(e => e.Uid, StringComparer.Ordinal)];
}
