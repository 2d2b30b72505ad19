using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Besoksnaring.Vocabularies.Text;

/// <summary>
/// Spells Latin letters without their marks, for who has no key for them: å, ä, æ become a, ö and ø become o, é becomes e.
/// A search holds it in addition to the word as written, for sjö and sjo are words of their own.
/// </summary>
public static class SearchFolding
{
    /// <summary>What no mark can be taken off, but has a usual spelling. Ours are as a Swede types them: æ is no "ae".</summary>
    static readonly (char Letter, string Spelling)[] Spellings =
    [
        ('æ', "a"), ('Æ', "A"), ('ø', "o"), ('Ø', "O"), ('œ', "oe"), ('Œ', "OE"), ('ß', "ss"), ('ẞ', "SS"), ('ð', "d"), ('Ð', "D"), ('đ', "d"), ('Đ', "D"),
        ('þ', "th"), ('Þ', "TH"), ('ł', "l"), ('Ł', "L"), ('ħ', "h"), ('Ħ', "H"), ('ŧ', "t"), ('Ŧ', "T"), ('ŋ', "n"), ('Ŋ', "N"), ('ı', "i"),
    ];

    static readonly FrozenDictionary<char, string> Folded = Enumerable.Range(0x80, 0x1F00 - 0x80).Select(code => (Letter: (char)code, Spelling: WithoutMarks((char)code)))
        .Where(pair => pair.Spelling.Length > 0 && pair.Spelling.All(char.IsAsciiLetter))
        .Concat(Spellings)
        .ToFrozenDictionary(pair => pair.Letter, pair => pair.Spelling);

    /// <returns>The text with its case, and everything that is no Latin letter, as it is. Any text may be given, half characters too.</returns>
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (IsMark(letter) && folded.Length > 0 && char.IsAsciiLetter(folded[^1]))
            {
                continue;
            }
            if (Folded.TryGetValue(letter, out var spelling))
            {
                folded.Append(spelling);
                continue;
            }
            folded.Append(letter);
        }
        return folded.ToString();
    }

    static string WithoutMarks(char letter) =>
        char.IsLetter(letter) ? string.Concat(letter.ToString().Normalize(NormalizationForm.FormD).Where(part => !IsMark(part))) : "";

    static bool IsMark(char letter) => letter is >= '\u0300' and <= '\u036F' && char.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark;
}
