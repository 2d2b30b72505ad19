using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Vocabularies.Tests;

public class LanguagesTests
{
    [Theory]
    [InlineData("sv_SE", "sv")]
    [InlineData("sv-SE", "sv")]
    [InlineData("SV", "sv")]
    [InlineData("en_GB.UTF-8", "en")]
    [InlineData("no", "nb")]
    [InlineData("nb-NO", "nb")]
    [InlineData("nn", "nn")]
    [InlineData("uk", "uk")]
    [InlineData("ger", "de")]
    [InlineData("zh_hant_TW", "zh-Hant")]
    [InlineData("smj", "smj")]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("xx", null)]
    [InlineData("a a", null)]
    [InlineData("svenska", null)]
    [InlineData("<p", null)]
    public void A_tag_is_read_however_it_is_written(string? given, string? kept) => Assert.Equal(kept, Languages.Normalize(given));

    [Fact]
    public void Every_chain_begins_with_its_language_and_holds_all_six()
    {
        Assert.All(Languages.All, language => Assert.Equal(language, Languages.Fallback(language)[0]));
        Assert.All(Languages.All, language => Assert.Equal(Languages.All.Order(), Languages.Fallback(language).Order()));
        Assert.Equal(["nb", "da", "sv", "en"], Languages.Fallback("nb").Take(4));
        Assert.Equal(["nl", "en", "de", "sv"], Languages.Fallback("nl").Take(4));
        Assert.Throws<ArgumentException>(() => Languages.Fallback("fi"));
        Assert.False(Languages.IsKnown("fi"));
    }

    [Theory]
    [InlineData("nb", "da")]
    [InlineData("en", "sv")]
    [InlineData("de", "sv")]
    public void A_missing_text_is_shown_in_the_language_its_reader_understands_best(string wanted, string shown) =>
        Assert.Equal(shown, Languages.Choose(new LocalizedText([new("sv", "a"), new("da", "b"), new("fr", "c")]), wanted));

    [Fact]
    public void A_text_in_none_of_the_six_is_shown_in_its_first_and_an_empty_one_in_none()
    {
        Assert.Equal("fi", Languages.Choose(new LocalizedText([new("fr", "c"), new("fi", "b")]), "sv"));
        Assert.Null(Languages.Choose(LocalizedText.Empty, "sv"));
    }
}
