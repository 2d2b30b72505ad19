using System.Net;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Events;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Api.Tests.Events;

/// <summary>The sample catalogue on Saturday 5 December 2026, one in the afternoon.</summary>
public sealed class ListEventsTests(ServedCatalogue catalogue)
{
    [Fact]
    public async Task An_event_comes_once_with_its_occurrences_in_utc_and_local_time_and_says_which_is_next()
    {
        var list = await catalogue.GetAsync("/api/v1/events?when=2026-12&municipality=Karlstad&concept=music.concert&language=en");
        var row = list["events"]!.AsArray().Single()!;
        Assert.Equal((catalogue.Path("{l-001}"), "Concert in Karlstad cathedral"), ((string)row["id"]!, (string)row["title"]!));
        Assert.Equal(["2026-12-08T19:00", "2026-12-15T19:00", "2026-12-22T19:00"], row["occurrences"]!.AsArray().Select(o => (string)o!["startLocal"]!));
        Assert.Equal("2026-12-08T18:00:00Z", (string)row["nextOccurrence"]!["start"]!);
        Assert.EndsWith(catalogue.Path("/api/v1/listings/{l-001}/occurrences"), (string)row["_links"]!["occurrences"]!["href"]!, StringComparison.Ordinal);
        Assert.Equal((1, true), ((int)list["_meta"]!["totalCount"]!, (bool)list["_meta"]!["totalCountIsExact"]!));
    }

    [Fact]
    public async Task What_is_over_appears_only_when_asked_for()
    {
        var all = await catalogue.GetAsync("/api/v1/events?when=2026-12&concept=music.concert&ended=true");
        Assert.Equal(4, all["events"]![0]!["occurrences"]!.AsArray().Count);
        var november = await catalogue.GetAsync("/api/v1/events?when=2026-11&concept=music.concert");
        Assert.Empty(november["events"]!.AsArray());
    }

    [Theory]
    [InlineData("i-helgen", "this-weekend", "2026-12-04T16:00:00Z", "2026-12-06T23:00:00Z")]
    [InlineData("2026-W09", "2026-W09", "2026-02-22T23:00:00Z", "2026-03-01T23:00:00Z")]
    [InlineData("midsommar:2027", "midsommar:2027", "2027-06-24T22:00:00Z", "2027-06-27T22:00:00Z")]
    public async Task The_answer_says_what_a_word_was_taken_to_mean(string when, string? name, string from, string to)
    {
        var window = (await catalogue.GetAsync($"/api/v1/events?when={when}"))["window"]!;
        Assert.Equal((name, from, to, "Europe/Stockholm"), ((string?)window["name"], (string)window["from"]!, (string)window["to"]!, (string)window["timeZone"]!));
    }

    [Fact]
    public async Task An_exhibition_comes_after_the_single_happenings_of_its_day_and_can_be_left_out()
    {
        var day = "/api/v1/events?from=2026-12-08&to=2026-12-08";
        Assert.Equal([catalogue.Path("{l-001}"), catalogue.Path("{l-002}")], await IdsAsync(day));
        Assert.Equal([catalogue.Path("{l-001}")], await IdsAsync(day + "&ongoing=false"));
        Assert.Equal([catalogue.Path("{l-002}")], await IdsAsync(day + "&ongoing=only"));
        Assert.Equal([catalogue.Path("{l-002}")], await IdsAsync(day + "&free=true"));
    }

    [Theory]
    [InlineData("when=i-helgen&from=2026-12-24", "from")]
    [InlineData("when=i-helgne", "when")]
    [InlineData("from=2026-12-24&to=2026-12-01", "to")]
    [InlineData("from=snart", "from")]
    [InlineData("radius=10", "radius")]
    [InlineData("near=159,13.5", "near")]
    [InlineData("bbox=14,59,13,60", "bbox")]
    [InlineData("after=MX4y", "after")]
    [InlineData("weekday=blåndag", "weekday")]
    [InlineData("startsAfter=25:00", "startsAfter")]
    [InlineData("minDuration=långt", "minDuration")]
    [InlineData("minDuration=PT9223372036854775807H", "minDuration")]
    [InlineData("minDuration=P2000000000W", "minDuration")]
    [InlineData("maxDuration=PT90S", "maxDuration")]
    [InlineData("after=Mn4yMDI2LTEyLTA1fjB-LTkyMjMzNzIwMzY4NTQ3NzU4MDh-YX4yMDI2LTEyLTA1VDE5OjAwOjAwfjB-fn4w", "after")]
    [InlineData("municipality=!Karlsatd", "municipality")]
    [InlineData("view=map", "view")]
    public async Task What_cannot_be_honoured_is_refused_by_name(string query, string parameter)
    {
        var problem = await catalogue.ProblemAsync("/api/v1/events?" + query, 400, "invalid-value");
        Assert.Equal(parameter, (string)problem["parameter"]!);
        Assert.NotEmpty(problem["allowed"]?.AsArray() ?? [(JsonNode)(string)problem["allowedAt"]!]);
    }

    [Fact]
    public async Task A_calendar_without_dates_for_that_is_no_empty_list()
    {
        var problem = await catalogue.ProblemAsync("/api/v1/events?when=sportlov:1780:2035", 422, "calendar-no-data");
        Assert.Equal("when", (string)problem["parameter"]!);
        Assert.NotEmpty(problem["allowed"]!.AsArray());
    }

    [Fact]
    public async Task A_page_goes_on_where_the_last_one_ended_though_the_catalogue_has_changed()
    {
        await using var events = await EventCatalogue.StartAsync(catalogue, RandomEvents.Make(60, seed: 3));
        const string All = "/api/v1/events?from=2026-12-01&view=occurrences&ended=true";
        var before = await RestAsync(events, await events.GetAsync(All + "&limit=100"));
        Assert.True(before.Count > 40, $"Only {before.Count}.");
        var first = await events.GetAsync(All + "&limit=15");
        // Newcomers on every day, before and after where the page ended.
        await EventCatalogue.WriteAsync(events.Database, RandomEvents.Make(180, seed: 3).Skip(60));
        var rows = await RestAsync(events, first);
        Assert.Equal(rows.Count, rows.Distinct().Count());
        Assert.Equal(before, rows.Where(before.Contains));
        Assert.True(rows.Count > before.Count);
    }

    [Fact]
    public async Task What_has_only_a_day_goes_on_all_that_day_and_no_shape_loses_an_occurrence()
    {
        var today = new GivenOccurrence { StartDate = new(2026, 12, 5) };
        var days = Enumerable.Range(1, 25).Select(week => new GivenOccurrence { StartDate = new LocalDate(2026, 12, 5).PlusWeeks(week), StartTime = new(19, 0) });
        var record = RandomEvents.Make(1, seed: 1).Single();
        await using var events = await EventCatalogue.StartAsync(
            catalogue, [record with { Content = record.Content! with { Schedule = new Schedule { TimeZone = "Europe/Stockholm", Occurrences = [today, .. days] } } }]);
        foreach (var when in new[] { "when=tonight", "when=today", "when=i-helgen", "from=2026-12-05T12:00:00%2B01:00" })
        {
            Assert.Single((await events.GetAsync("/api/v1/events?" + when))["events"]!.AsArray());
        }
        Assert.Equal(10, (await events.GetAsync("/api/v1/events"))["events"]![0]!["occurrences"]!.AsArray().Count);
        Assert.Equal(26, (await events.Client.GetStringAsync("/api/v1/events?f=ics", Ct)).Split("BEGIN:VEVENT").Length - 1);
    }

    [Fact]
    public async Task A_word_means_on_every_page_what_it_meant_on_the_first()
    {
        var february = Instant.FromUtc(2026, 2, 20, 12, 0);
        var from = Instant.FromUtc(2026, 2, 22, 23, 0);
        var after = new EventCursor(new LocalDate(2026, 2, 23), false, from, "a", new LocalDateTime(2026, 2, 23, 0, 0), false, from, Instant.FromUtc(2026, 3, 1, 23, 0), february).Write();
        var window = (await catalogue.GetAsync($"/api/v1/events?when=sportlov:1780&after={after}"))["window"]!;
        Assert.Equal(("sportlov:1780:2026", "2026-02-22T23:00:00Z"), ((string)window["name"]!, (string)window["from"]!));
    }

    [Fact]
    public async Task Our_own_links_are_understood_however_small_a_number_is()
    {
        var list = await catalogue.GetAsync("/api/v1/events?near=0.00001,13.5&radius=0.00001");
        await catalogue.GetAsync(new Uri((string)list["_links"]!["self"]!["href"]!).PathAndQuery);
    }

    [Theory]
    [InlineData("ics", "text/calendar", "BEGIN:VEVENT", 1)]
    [InlineData("csv", "text/csv", "Concert in Karlstad cathedral", 1)]
    [InlineData("geojson", "application/geo+json", "\"Feature\"", 1)]
    [InlineData("jsonld", "application/ld+json", "Concert in Karlstad cathedral", 1)]
    [InlineData("atom", "application/atom+xml", "<entry>", 1)]
    public async Task Every_shape_has_what_was_found(string shape, string type, string word, int least)
    {
        using var response = await catalogue.Client.GetAsync($"/api/v1/events?from=2026-12-08&to=2026-12-08&ongoing=false&language=en&f={shape}", Ct);
        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(text.Split(word).Length - 1 >= least, text);
    }

    async Task<List<string>> IdsAsync(string path) => [.. (await catalogue.GetAsync(path))["events"]!.AsArray().Select(row => (string)row!["id"]!)];

    static async Task<List<(string, string)>> RestAsync(EventCatalogue events, JsonObject first)
    {
        var rows = RowsOf(first);
        for (var page = first; page["_links"]!["next"] is JsonObject next;)
        {
            page = await events.GetAsync(new Uri((string)next["href"]!).PathAndQuery);
            rows.AddRange(RowsOf(page));
        }
        return rows;
    }

    static List<(string, string)> RowsOf(JsonObject page) =>
        [.. page["events"]!.AsArray().Select(row => ((string)row!["id"]!, (string)row["occurrences"]![0]!["startLocal"]!))];
}
