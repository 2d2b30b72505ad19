using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;

namespace Besoksnaring.Catalog.Tests.Records;

/// <summary>A record that cannot be published: what was published of it before stays, and the reason is seen while it holds.</summary>
public class RejectedRecordTests(PostgresFixture postgres)
{
    const string Reasons = "select count(*) from catalog.rejected";

    static ARecord Good => new("1") { Sequence = 1 };
    static ARecord Bad => new("1") { Sequence = 5, Title = "<script>only()</script>" };

    [Fact]
    public async Task What_was_published_stays_and_a_late_word_does_not_take_the_reason_away()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(Good.Observed());
        await catalog.WriteAsync(Bad.Observed());
        await catalog.WriteAsync((Good with { Sequence = 4, Title = "Late" }).Observed());
        Assert.Equal("Late", (string)(await catalog.DetailAsync("fjallkart:1"))["title"]!);
        Assert.Equal(1L, await catalog.ScalarAsync<long>(Reasons));
    }

    [Fact]
    public async Task The_reason_goes_when_the_provider_says_again_what_is_published()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(Good.Observed());
        await catalog.WriteAsync(Bad.Observed());
        await catalog.WriteAsync((Good with { Sequence = 6 }).Observed());
        Assert.Equal(0L, await catalog.ScalarAsync<long>(Reasons));
    }

    [Fact]
    public async Task One_that_comes_late_is_not_even_noted()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync((Good with { Sequence = 6 }).Observed());
        await catalog.WriteAsync(Bad.Observed());
        Assert.Equal(0L, await catalog.ScalarAsync<long>(Reasons));
    }

    [Fact]
    public async Task However_long_and_in_however_many_languages_a_text_is_it_can_be_searched()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var words = string.Join(' ', Enumerable.Range(0, 6_000).Select(number => $"ord{number}ö"));
        var languages = new[] { "ar", "da", "de", "en", "es", "fi", "fr", "it", "ja", "nb", "nl", "pl", "sv", "uk", "zh" };
        var observed = Good.Observed();
        var content = observed.Content! with
        {
            // Characters of two halves, at every place where something may be cut.
            Title = new LocalizedText(languages.Select(language => KeyValuePair.Create(language, string.Concat(Enumerable.Repeat("😀", 400))))),
            Description = new LocalizedText(languages.Select(language => KeyValuePair.Create(language, $"{language}först " + (language == "sv" ? string.Concat(Enumerable.Repeat("😀", 30_000)) : words)))),
        };
        await catalog.WriteAsync(observed with { Content = content });
        Assert.Equal(1L, await catalog.ScalarAsync<long>("select count(*) from catalog.listing_row where search @@ to_tsquery('simple', 'ukförst & zhförst')"));
    }
}
