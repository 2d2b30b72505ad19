using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Catalogue;

namespace Besoksnaring.Api.Tests.Vocabulary;

public sealed class CalendarTests(ServedCatalogue catalogue)
{
    [Fact]
    public async Task A_school_break_has_its_dates_and_where_they_come_from()
    {
        var answer = await catalogue.GetAsync("/api/v1/calendars/sportlov:1780?language=de");
        Assert.Equal("Schwedische Winterferien (Sportlov)", (string)answer["label"]!);
        Assert.Equal(("1780", "Karlstad"), ((string)answer["area"]!["code"]!, (string)answer["area"]!["name"]!));
        Assert.Contains("Sed", (string)answer["source"]!["text"]!, StringComparison.Ordinal);
        Assert.Equal(["2026-02-23", "2027-03-01"], answer["periods"]!.AsArray().Select(p => (string)p!["first"]!));
        Assert.Equal("2026-01-01", (string)answer["validFrom"]!);
        Assert.EndsWith("/api/v1/calendars/sportlov:1780?language=de", (string)answer["_links"]!["self"]!["href"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_holiday_is_known_for_this_year_the_next_two_and_any_other_that_is_asked_for()
    {
        Assert.Equal(["2026-06-19", "2027-06-25", "2028-06-23"], First(await catalogue.GetAsync("/api/v1/calendars/midsommar")));
        Assert.Equal(["2040-06-22"], First(await catalogue.GetAsync("/api/v1/calendars/midsommar?year=2040")));
        Assert.Null((await catalogue.GetAsync("/api/v1/calendars/midsommar"))["area"]);
    }

    [Fact]
    public async Task The_list_is_narrowed_by_place_and_year()
    {
        Assert.Equal(["sportlov:1780", "hostlov:1780", "pasklov:1780"], Ids(await catalogue.GetAsync("/api/v1/calendars?area=Karlstad")));
        Assert.Equal(["vinterferie:NO-33"], Ids(await catalogue.GetAsync("/api/v1/calendars?area=NO-33&year=2026")));
        Assert.Empty(Ids(await catalogue.GetAsync("/api/v1/calendars?area=NO-33&year=2027")));
        Assert.Empty(Ids(await catalogue.GetAsync("/api/v1/calendars?area=Stockholm")));
        var later = await catalogue.GetAsync("/api/v1/calendars?year=2050&limit=1000");
        Assert.All(later["calendars"]!.AsArray(), calendar => Assert.Equal("holiday", (string)calendar!["kind"]!));
        var whole = await catalogue.GetAsync("/api/v1/calendars?limit=1000");
        Assert.Equal((int)whole["_meta"]!["totalCount"]!, Ids(whole).Distinct().Count());
    }

    [Fact]
    public async Task Every_row_leads_to_itself()
    {
        foreach (var row in (await catalogue.GetAsync("/api/v1/calendars?limit=1000"))["calendars"]!.AsArray())
        {
            var path = new Uri((string)row!["_links"]!["self"]!["href"]!).AbsolutePath;
            var one = await catalogue.GetAsync(path);
            Assert.Equal(row["periods"]!.ToJsonString(), one["periods"]!.ToJsonString());
        }
    }

    [Fact]
    public async Task What_has_no_dates_is_a_problem_and_not_an_empty_answer()
    {
        var problem = await catalogue.ProblemAsync("/api/v1/calendars/sportlov:1780?year=2031", 422, "calendar-no-data");
        Assert.Contains("2026 to 2027", (string)problem["detail"]!, StringComparison.Ordinal);
        await catalogue.ProblemAsync("/api/v1/calendars/sportlov:0180", 404, "calendar-unknown");
        await catalogue.ProblemAsync("/api/v1/calendars/sportlov", 404, "calendar-unknown");
        var place = await catalogue.ProblemAsync("/api/v1/calendars?area=Karlsta", 400, "invalid-value");
        Assert.Equal("1780", (string)place["nearest"]!);
        await catalogue.ProblemAsync("/api/v1/calendars?area=%EF%BF%BE", 400, "invalid-value");
        await catalogue.ProblemAsync("/api/v1/calendars/%EF%BF%BE", 404, "calendar-unknown");
    }

    [Fact]
    public async Task A_destination_is_its_municipalities_and_says_who_drew_it_up()
    {
        var answer = await catalogue.GetAsync("/api/v1/destinations?language=en");
        var first = answer["destinations"]![0]!;
        Assert.Equal(("klaralvdalen", "The Klarälven valley"), ((string)first["id"]!, (string)first["label"]!));
        Assert.Contains("Torsby", first["municipalities"]!.AsArray().Select(m => (string)m!["name"]!));
        Assert.Contains("egen indelning", (string)first["source"]!, StringComparison.Ordinal);
        var inside = string.Join(',', first["municipalities"]!.AsArray().Select(m => (string)m!["code"]!));
        var listings = await catalogue.GetAsync($"/api/v1/listings?municipality={inside}");
        Assert.Equal((long)listings["_meta"]!["totalCount"]!, (long)first["listings"]!);
    }

    static IEnumerable<string> First(JsonObject calendar) => calendar["periods"]!.AsArray().Select(p => (string)p!["first"]!);

    static IEnumerable<string> Ids(JsonObject answer) => answer["calendars"]!.AsArray().Select(c => (string)c!["id"]!);
}
