using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;

namespace Besoksnaring.Catalog.Tests.Listings;

/// <summary>What listings are filtered by, as columns: of the merged listing, and never more than was said.</summary>
public class ListingFactsTests(PostgresFixture postgres)
{
    const string Row = """
        select concat_ws(' ', is_free, audience, accessibility, languages, licences, is_precise) from catalog.listing_row
        """;

    static RecordObserved Said(string provider, string licence, LocalizedText title, bool? isFree = null, RecordPlace? place = null)
    {
        var plain = new ARecord("1", provider) { SharedIds = ["wd:Q1"], Place = place }.Observed();
        return plain with
        {
            Content = plain.Content! with
            {
                Title = title,
                Source = plain.Content.Source with { Licence = licence },
                IsFree = isFree,
                Audience = isFree is null ? [] : ["families", "children"],
                Accessibility = isFree is null ? [] : ["wheelchair"],
            },
        };
    }

    [Fact]
    public async Task They_are_of_all_the_records_behind_it()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var place = new RecordPlace { Latitude = 59.38, Longitude = 13.5 };
        await catalog.WriteAsync(
            Said("hav", "CC-BY-4.0", new LocalizedText([new("sv", "Fyren"), new("zh-Hans", "灯塔")]), isFree: true, place),
            Said("wiki", "CC0-1.0", new LocalizedText("en", "The lighthouse")));
        Assert.Equal("t {families,children} {wheelchair} {en,sv,zh} {CC-BY-4.0,CC0-1.0} t", await catalog.ScalarAsync<string>(Row));
    }

    [Fact]
    public async Task What_nobody_says_is_unknown()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(Said("hav", "CC0-1.0", new LocalizedText("sv", "Fyren")));
        Assert.Equal("{} {} {sv} {CC0-1.0}", await catalog.ScalarAsync<string>(Row));
    }
}
