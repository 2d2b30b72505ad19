using System.Text.RegularExpressions;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Api.Tests.Shapes;

namespace Besoksnaring.Api.Tests.Ogc;

/// <summary>What GDAL, and so QGIS, makes of it: from outside, over HTTP, by its address alone.</summary>
public sealed partial class GdalTests(ServedCatalogue catalogue)
{
    string Source => $"OAPIF:{catalogue.Address}ogc";

    [Fact]
    public async Task It_finds_the_collections()
    {
        var layers = await InfoAsync(Source);
        Assert.Contains("using driver `OAPIF' successful", layers, StringComparison.Ordinal);
        Assert.Equal(["accommodation", "activity", "attraction", "event", "food", "listings", "place", "service", "trail"], LayerNames().Matches(layers).Select(m => m.Groups[1].Value).Order());
    }

    [Theory]
    [InlineData("1000")]
    [InlineData("7")]
    public async Task It_reads_a_whole_collection_page_by_page(string pageSize)
    {
        var listings = await InfoAsync("-oo", "PAGE_SIZE=" + pageSize, "-al", Source, "listings");
        Assert.Equal(65, Features().Count(listings));
        Assert.Equal(65, Features().Matches(listings).Select(m => m.Value).Distinct().Count());
        Assert.Contains("Feature Count: 65", listings, StringComparison.Ordinal);
        Assert.Contains("POINT (13.504 59.381)", listings, StringComparison.Ordinal);
        Assert.Contains("MULTILINESTRING ((13.5 59.4,13.6 59.5))", listings, StringComparison.Ordinal);
        Assert.Contains("title (String) = Ångbåtens dag", listings, StringComparison.Ordinal);
        Assert.Contains("GEOGCRS[\"WGS 84", listings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_asks_for_no_more_than_the_box_and_the_words_that_it_wants()
    {
        Assert.Equal(1, Features().Count(await InfoAsync("-al", "-spat", "13.4", "59.3", "13.505", "59.39", Source, "listings")));
        Assert.Equal(5, Features().Count(await InfoAsync("-al", "-spat", "13.55", "59.44", "13.56", "59.46", Source, "trail")));
        var karlstad = await InfoAsync("-al", "-where", "municipality = 'Karlstad'", Source, "event");
        Assert.Equal(2, Features().Count(karlstad));
        // Whatever time is asked of a column it asks us as datetime, so only the occurrence's may be there.
        var later = await InfoAsync("-al", "-where", "start >= '2026-12-10T00:00:00'", Source, "event");
        Assert.Equal(2, Features().Count(later));
        Assert.Contains("start (DateTime) = 2026/12/15 19:00:00", later, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_makes_a_file_of_it_that_has_everything()
    {
        var file = await OtherProgram.RunAsync("ogr2ogr", "gdal-bin", ["-f", "GeoJSONSeq", "/vsistdout/", Source, "listings"], "");
        var lines = file.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(65, lines.Length);
        Assert.All(lines, line => Assert.NotNull(System.Text.Json.Nodes.JsonNode.Parse(line)!["properties"]!["title"]));
    }

    static Task<string> InfoAsync(params string[] arguments) => OtherProgram.RunAsync("ogrinfo", "gdal-bin", ["-ro", .. arguments], "");

    [GeneratedRegex(@"^\d+: (\w+)", RegexOptions.Multiline)]
    private static partial Regex LayerNames();

    [GeneratedRegex(@"^OGRFeature\(\w+\):.*$", RegexOptions.Multiline)]
    private static partial Regex Features();
}
