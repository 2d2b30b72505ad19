using Besoksnaring.Vocabularies.Places;

namespace Besoksnaring.Vocabularies.Tests.Places;

public class MunicipalityTests
{
    static readonly Municipalities Sweden = Municipalities.Default;

    [Fact]
    public void The_bundled_municipalities_are_those_of_the_boundaries()
    {
        Assert.Equal(290, Sweden.All.Count);
        Assert.Equal(21, Sweden.All.Select(m => m.CountyName).Distinct().Count());
        Assert.Equal(RealRegion.Boundaries.Names.OrderBy(n => n.Key), Sweden.All.Select(m => KeyValuePair.Create(m.Code, m.Name)));
    }

    [Fact]
    public void Every_real_formal_name_is_understood()
    {
        var formal = RealRegion.Read("reference/places/geonames_admin2_SE.json").EnumerateArray()
            .Select(row => (Code: row.GetProperty("code").GetString()![^4..], Name: row.GetProperty("name").GetString()!)).ToList();
        Assert.Equal(290, formal.Count);
        Assert.DoesNotContain(formal, f => Sweden.ByName(f.Name)?.Code != f.Code);
    }

    [Theory]
    [InlineData("Karlstads kommun", "1780")]
    [InlineData(" KARLSTAD ", "1780")]
    [InlineData("Grums kommun", "1764")]
    [InlineData("Grums", "1764")]
    [InlineData("Göteborgs Stad", "1480")]
    [InlineData("Region Gotland", "0980")]
    [InlineData("Arjang", "1765")]
    [InlineData("Habo", "0643")]
    [InlineData("Håbo", "0305")]
    [InlineData("A\u030Arja\u0308ng", "1765")]
    [InlineData("1780", "1780")]
    [InlineData("Karlsta", null)]
    [InlineData("kommun", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("0000", null)]
    [InlineData("\ufffe", null)]
    [InlineData("Karl\ud800stad", null)]
    public void A_municipality_is_found_however_it_is_written(string? given, string? code) => Assert.Equal(code, Sweden.Find(given)?.Code);

    [Theory]
    [InlineData("Värmland", "17")]
    [InlineData("Värmlands län", "17")]
    [InlineData("Uppsala län", "03")]
    [InlineData("Västra Götaland", "14")]
    [InlineData("Hordaland", null)]
    public void A_county_is_found_with_and_without_its_genitive(string given, string? code) => Assert.Equal(code, Sweden.CountyCode(given));
}
