using System.Text.Json.Nodes;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;

namespace Besoksnaring.Catalog.Tests.Listings;

/// <summary>Each text and image is for what the provider permits that said it.</summary>
public sealed class PermitsTests(PostgresFixture postgres)
{
    static readonly Image Picture = new() { Url = "https://bild.example/1.jpg" };

    [Theory]
    [InlineData(null, """["web"]""")]
    [InlineData("nothing", "[]")]
    [InlineData("war", "[]")]
    [InlineData("print web", """["web","print"]""")]
    [InlineData("ai commercial print web", """["web","print","commercial","ai"]""")]
    public async Task What_its_provider_permits_is_said(string? permits, string said)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync((new ARecord("1") { Description = "Vid sjön", Images = [Picture], Permits = permits?.Split(' ') }).Observed());
        Assert.Equal($$"""{"description":{{said}},"images":{{said}}}""", (await catalog.DetailAsync("fjallkart:1"))["permits"]!.ToJsonString());
        foreach (var (column, part) in new[] { ("list", "summary"), ("detail", "description") })
        {
            // The Api looks for it from the end.
            Assert.All(await catalog.ColumnAsync<byte[]>($"select {column} from catalog.listing_bytes"), bytes =>
                Assert.EndsWith($$$""","permits":{"{{{part}}}":{{{said}}},"images":{{{said}}}}}""", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Of_several_records_each_part_is_for_what_its_own_provider_permits()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var text = new ARecord("t", "texter") { Description = "Vid sjön", SharedIds = ["wd:Q1"], Rank = 1, Permits = ["print"] };
        var images = new ARecord("b", "bilder") { Images = [Picture], SharedIds = ["wd:Q1"], Rank = 2, Permits = ["web"] };
        await catalog.WriteAsync(text.Observed(), images.Observed());
        Assert.Equal("""{"description":["print"],"images":["web"]}""", (await catalog.DetailAsync("texter:t"))["permits"]!.ToJsonString());

        // Another's summary beside the description takes nothing from it, and a row of a list shows that alone.
        var summary = (images with { Sequence = 2 }).Observed();
        await catalog.WriteAsync(summary with { Content = summary.Content! with { Summary = new LocalizedText("sv", "En stuga") } });
        Assert.Equal("""{"summary":["web"],"description":["print"],"images":["web"]}""", (await catalog.DetailAsync("texter:t"))["permits"]!.ToJsonString());
        Assert.All(await catalog.ColumnAsync<byte[]>("select list from catalog.listing_bytes"), bytes =>
            Assert.EndsWith(""","permits":{"summary":["web"],"images":["web"]}}""", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Facts_alone_need_no_permit()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync((new ARecord("1") { Permits = ["nothing"] }).Observed());
        Assert.False((await catalog.DetailAsync("fjallkart:1")).ContainsKey("permits"));
    }

    [Fact]
    public async Task Another_permit_is_a_change_that_followers_are_told()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var record = new ARecord("1") { Description = "Vid sjön", Permits = ["web"] };
        await catalog.WriteAsync(record.Observed());
        var tag = await catalog.ScalarAsync<string>("select etag from catalog.listing_bytes where language = 'sv'");
        await catalog.WriteAsync((record with { Sequence = 2, Permits = ["web", "print"] }).Observed());
        Assert.Equal(2L, await catalog.ScalarAsync<long>("select count(*) from catalog.change"));
        Assert.NotEqual(tag, await catalog.ScalarAsync<string>("select etag from catalog.listing_bytes where language = 'sv'"));
    }

    [Fact]
    public async Task Provenance_says_whose_permit_it_is()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(
            (new ARecord("t", "texter") { Description = "Vid sjön", SharedIds = ["wd:Q1"], Rank = 1, Permits = ["print"] }).Observed(),
            (new ARecord("o", "andra") { Description = "Vid ån", SharedIds = ["wd:Q1"], Rank = 2, Permits = ["nothing"] }).Observed());
        var row = JsonNode.Parse(await catalog.ScalarAsync<byte[]>("select provenance from catalog.listing_provenance"))!.AsArray().Single(row => (string)row!["field"]! == "description.sv")!;
        Assert.Equal("""["print"]""", row["permits"]!.ToJsonString());
        Assert.Equal("""["nothing"]""", row["others"]![0]!["permits"]!.ToJsonString());
    }
}
