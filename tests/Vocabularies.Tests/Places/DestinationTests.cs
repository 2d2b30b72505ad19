using Besoksnaring.Vocabularies.Places;

namespace Besoksnaring.Vocabularies.Tests.Places;

public class DestinationTests
{
    const string Good = """
        { "id": "kusten", "labels": { "sv": "Kusten", "nb": "Kysten", "en": "The coast", "de": "Küste", "nl": "Kust", "da": "Kysten" }, "municipalities": ["1780", "1785"], "source": "vi" }
        """;

    [Theory]
    [InlineData("vanerskargarden")]
    [InlineData("Vänerskärgården")]
    [InlineData(" VÄNERSKÄRGÅRDEN ")]
    [InlineData("vanerskargarden ")]
    [InlineData("Schären des Vänersees")]
    public void A_destination_is_found_by_id_and_name(string text) => Assert.Equal("vanerskargarden", Destinations.Varmland.Find(text)?.Id);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Karlstad")]
    [InlineData("1780")]
    public void What_is_none_is_not_found(string? text) => Assert.Null(Destinations.Varmland.Find(text));

    [Fact]
    public void The_bundled_ones_are_of_known_municipalities_and_say_whose_they_are()
    {
        foreach (var destination in Destinations.Varmland.All)
        {
            Assert.All(destination.Municipalities, code => Assert.NotNull(Municipalities.Default.ByCode(code)));
            Assert.Contains("Projektets egen indelning", destination.Source, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_sample_region_has_the_bundled_ones()
    {
        var sample = Region.Load(Repository.PathOf("deploy/sample/providers.json")).Destinations.All;
        Assert.Equal(
            Destinations.Varmland.All.Select(d => (d.Id, d.Labels, string.Join(',', d.Municipalities), d.Source)),
            sample.Select(d => (d.Id, d.Labels, string.Join(',', d.Municipalities), d.Source)));
    }

    [Fact]
    public void A_region_has_those_it_names_and_no_others()
    {
        using var file = new TemporaryFile(Registry(Good));
        Assert.Equal(["1780", "1785"], Region.Load(file.Path).Destinations.Find("the coast")!.Municipalities);
        using var without = new TemporaryFile("""{ "region": { "name": "a", "timeZone": "Europe/Stockholm" } }""");
        Assert.Empty(Region.Load(without.Path).Destinations.All);
    }

    [Theory]
    [InlineData("\"1785\"", "\"9999\"", "region.destinations[0].municipalities[1]")]
    [InlineData("\"1785\"", "\"1780\"", "region.destinations[0].municipalities[1]")]
    [InlineData("[\"1780\", \"1785\"]", "[]", "region.destinations[0].municipalities")]
    [InlineData("\"kusten\"", "\"Kusten\"", "region.destinations[0].id")]
    [InlineData("\"da\": \"Kysten\"", "\"fi\": \"Ranta\"", "region.destinations[0].labels")]
    [InlineData("\"source\": \"vi\"", "\"colour\": \"blue\"", "region.destinations[0].colour")]
    [InlineData(", \"source\": \"vi\"", "", "region.destinations[0].source")]
    public void A_wrong_destination_is_refused_by_file_and_field(string right, string wrong, string field)
    {
        using var file = new TemporaryFile(Registry(Good.Replace(right, wrong, StringComparison.Ordinal)));
        var error = Assert.Throws<VocabularyException>(() => Region.Load(file.Path));
        Assert.Equal((file.Path, field), (error.File, error.Field));
    }

    [Fact]
    public void No_two_have_the_same_name()
    {
        using var file = new TemporaryFile(Registry($"{Good}, {Good.Replace("\"kusten\"", "\"stranden\"", StringComparison.Ordinal)}"));
        Assert.Equal("region.destinations[1]", Assert.Throws<VocabularyException>(() => Region.Load(file.Path)).Field);
    }

    static string Registry(string destinations) => $$"""{ "region": { "name": "a", "timeZone": "Europe/Stockholm", "destinations": [{{destinations}}] } }""";
}
