using Besoksnaring.Vocabularies.Time;
using NodaTime;

namespace Besoksnaring.Vocabularies.Tests.Time;

public class CalendarFileTests
{
    const string Registry = """{ "region": { "name": "a", "timeZone": "Europe/Stockholm", "calendars": ["c.json"] } }""";

    const string Labels = """{ "sv": "a", "nb": "a", "en": "a", "de": "a", "nl": "a", "da": "a" }""";

    const string Good = """
        [{ "id": "sportlov", "labels": LABELS, "areas": ["1780", { "code": "NO-46", "name": "Vestland" }], "dates": [{ "first": "2028-02-28", "last": "2028-03-05" }],
           "source": { "text": "Beslutet" }, "validFrom": "2028-01-01", "validTo": "2028-12-31" }]
        """;

    [Fact]
    public void The_regions_dates_replace_the_bundled_ones()
    {
        using var file = new TemporaryFile(Registry);
        file.Beside("c.json", With(Good));
        var calendars = Region.Load(file.Path).Calendars;
        Assert.Equal([2028], calendars.Find("sportlov:1780")!.Years);
        Assert.Equal([new DateInterval(new(2028, 2, 28), new(2028, 3, 5))], calendars.Find("sportlov:NO-46")!.In(2028));
        Assert.Equal([2026, 2027], calendars.Find("sportlov:1784")!.Years);
        Assert.NotNull(calendars.Find("midsommar"));
        Assert.Equal(Calendars.Default.All.Count + 1, calendars.All.Count);
    }

    [Theory]
    [InlineData("\"1780\"", "\"9999\"", "$[0].areas[0]")]
    [InlineData("\"1780\"", "\"Karlstad\"", "$[0].areas[0]")]
    [InlineData("\"1780\"", "\"1780\", \"1780\"", "$[0].areas")]
    [InlineData("NO-46", "DK-1", "$[0].areas[1].code")]
    [InlineData("\"sportlov\"", "\"midsommar\"", "$[0].id")]
    [InlineData("\"sportlov\"", "\"Sport lov\"", "$[0].id")]
    [InlineData("\"sportlov\"", "7", "$[0].id")]
    [InlineData("2028-03-05", "2028-02-01", "$[0].dates[0]")]
    [InlineData("2028-03-05", "2029-03-05", "$[0].dates[0]")]
    [InlineData("2028-03-05", "5 mars", "$[0].dates[0].last")]
    [InlineData("\"text\": \"Beslutet\"", "", "$[0].source.text")]
    [InlineData("\"sv\": \"a\", ", "", "$[0].labels")]
    [InlineData("\"validTo\"", "\"validUntil\"", "$[0].validUntil")]
    [InlineData("\"dates\": [{ \"first\": \"2028-02-28\", \"last\": \"2028-03-05\" }]", "\"dates\": []", "$[0].dates")]
    public void A_wrong_calendar_is_refused_by_file_and_field(string right, string wrong, string field)
    {
        using var file = new TemporaryFile(Registry);
        var calendars = file.Beside("c.json", With(Good).Replace(right, wrong, StringComparison.Ordinal));
        var error = Assert.Throws<VocabularyException>(() => Region.Load(file.Path));
        Assert.Equal((calendars, field), (error.File, error.Field));
    }

    static string With(string json) => json.Replace("LABELS", Labels, StringComparison.Ordinal);
}
