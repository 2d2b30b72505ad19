using System.Buffers;
using System.Globalization;
using System.Text;

namespace Besoksnaring.Catalog.Text;

/// <summary>Which characters a text may hold.</summary>
static class Characters
{
    /// <summary>Everything that <see cref="Clean"/> touches, save for surrogates and composition.</summary>
    static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(i => (char)i).Where(c => c != '\n' && (IsDropped(c) || Replaced(c) != c))]);

    /// <returns>
    /// Composed (NFC), line ends as \n, without controls (PostgreSQL refuses NUL), without marks that turn the
    /// direction of a whole page, without invisible ones that only break search; half characters as U+FFFD.
    /// </returns>
    public static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAny(Suspects) >= 0 || text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0)
        {
            text = Rewrite(text);
        }
        return text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC);
    }

    static string Rewrite(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(c).Append(text[++i]);
            }
            else if (c == '\r')
            {
                clean.Append('\n');
                i += i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
            }
            else if (!IsDropped(c))
            {
                clean.Append(Replaced(c));
            }
        }
        return clean.ToString();
    }

    static char Replaced(char c) => c switch
    {
        '\r' or '\u0085' or '\u2028' or '\u2029' => '\n',
        '\t' or '\v' or '\f' or '\u00A0' or '\u2007' or '\u202F' => ' ',
        _ when char.IsSurrogate(c) => '\uFFFD',
        _ => c,
    };

    static bool IsDropped(char c) => c switch
    {
        '\t' or '\n' or '\v' or '\f' or '\r' or '\u0085' => false,
        // Soft hyphen, zero-width space, word joiner, byte-order mark, non-characters.
        '\u00AD' or '\u200B' or '\u2060' or '\uFEFF' or '\uFFFE' or '\uFFFF' => true,
        // Bidirectional marks, embeddings, overrides and isolates.
        '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => true,
        _ => char.GetUnicodeCategory(c) == UnicodeCategory.Control,
    };
}
