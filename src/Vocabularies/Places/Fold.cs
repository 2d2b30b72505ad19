using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Besoksnaring.Vocabularies.Places;

/// <summary>Makes names of places comparable, without losing that å, ä and ö are letters of their own.</summary>
static partial class Fold
{
    /// <returns>Lower case, composed, single spaces; empty for nothing.</returns>
    public static string Name(string? name) =>
        name is null ? "" : Spaces().Replace(Text(name).Normalize(NormalizationForm.FormKC), " ").Trim(' ', ',', '.').ToLowerInvariant();

    /// <summary>Half a surrogate pair and U+FFFE are no text and cannot be composed: anybody may send them.</summary>
    static string Text(string name) =>
        name.AsSpan().ContainsAnyInRange('\ud800', '\udfff') || name.Contains('\ufffe', StringComparison.Ordinal)
            ? string.Concat(name.EnumerateRunes().Select(rune => rune.Value == 0xfffe ? "\ufffd" : rune.ToString()))
            : name;

    /// <returns>The folded name without marks (<c>årjäng</c> as <c>arjang</c>), for who has no Swedish keyboard.</returns>
    public static string Ascii(string folded)
    {
        var letters = folded.Normalize(NormalizationForm.FormD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark);
        return string.Concat(letters).Replace("ø", "o", StringComparison.Ordinal).Replace("æ", "a", StringComparison.Ordinal);
    }

    /// <returns>The town without a postal code before it: <c>SE-681 30 Kristinehamn</c> is Kristinehamn.</returns>
    public static string WithoutPostalCode(string text) => PostalCode().Replace(text, "");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^\s*(SE?[-\s]?)?\d{3}\s?\d{2}\b\s*", RegexOptions.IgnoreCase)]
    private static partial Regex PostalCode();
}
