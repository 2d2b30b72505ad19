using System.Globalization;
using System.Text;
using Besoksnaring.Vocabularies.Text;
using CsCheck;

namespace Besoksnaring.Vocabularies.Tests.Text;

public class SearchFoldingTests
{
    [Theory]
    [InlineData("Smörgåsbord på ön", "Smorgasbord pa on")]
    [InlineData("ÅÄÖ åäö Ææ Øø Éé", "AAO aao Aa Oo Ee")]
    [InlineData("Rømskog, Ærøskøbing", "Romskog, Aroskobing")]
    [InlineData("Straße über Łódź, São Paulo, Đà Nẵng", "Strasse uber Lodz, Sao Paulo, Da Nang")]
    [InlineData("crème brûlée, piñata, naïve, façade", "creme brulee, pinata, naive, facade")]
    [InlineData("Karlstad 2026", "Karlstad 2026")]
    [InlineData("", "")]
    public void Latin_letters_lose_their_marks(string text, string folded) => Assert.Equal(folded, SearchFolding.Fold(text));

    [Theory]
    [InlineData("o\u0308", "o")]
    [InlineData("A\u030A\u0301", "A")]
    [InlineData("\u0308", "\u0308")]
    public void A_mark_of_its_own_is_dropped_after_a_letter(string text, string folded) => Assert.Equal(folded, SearchFolding.Fold(text));

    [Theory]
    [InlineData("Київ, йод")]
    [InlineData("Αθήνα")]
    [InlineData("灯塔 東京 ガ")]
    [InlineData("½ ² ª №")]
    [InlineData("\ud83d\ude00")]
    public void Other_scripts_and_signs_stay(string text) => Assert.Equal(text, SearchFolding.Fold(text));

    /// <summary>Anybody may send it: half characters and non-characters included.</summary>
    [Fact]
    public void Any_text_can_be_folded_and_folding_twice_is_folding_once() => Gen.Char.Array[0, 40].Select(letters => new string(letters)).Sample(text =>
    {
        var folded = SearchFolding.Fold(text);
        Assert.Equal(folded, SearchFolding.Fold(folded));
    });

    /// <summary>By another way: what Unicode says of each letter.</summary>
    [Fact]
    public void Every_letter_that_is_a_Latin_one_with_marks_becomes_that_one()
    {
        foreach (var letter in Enumerable.Range(0xC0, 0x1F00 - 0xC0).Select(code => (char)code).Where(char.IsLetter))
        {
            var parts = letter.ToString().Normalize(NormalizationForm.FormD);
            if (parts.Length > 1 && char.IsAsciiLetter(parts[0]) && parts.Skip(1).All(part => CharUnicodeInfo.GetUnicodeCategory(part) == UnicodeCategory.NonSpacingMark))
            {
                Assert.Equal(parts[..1], SearchFolding.Fold(letter.ToString()));
            }
        }
    }
}
