using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>Makes a provider's text fit to keep: no NUL, control or direction characters, composed, trimmed; blank is absent.</summary>
static partial class CleanText
{
    /// <returns>Plain text on one line, character references resolved and tags left out; null when nothing is left.</returns>
    public static string? Plain(string? text)
    {
        if (text is null)
        {
            return null;
        }
        if (text.Contains('<', StringComparison.Ordinal))
        {
            text = Tag().Replace(text, " ");
        }
        if (text.Contains('&', StringComparison.Ordinal))
        {
            text = WebUtility.HtmlDecode(text);
        }
        return NullIfEmpty(Spaces().Replace(Printable(text), " ").Trim());
    }

    /// <returns>The text with its markup and lines; null when nothing is left.</returns>
    public static string? Rich(string? text) =>
        text is null ? null : NullIfEmpty(Printable(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')).Trim());

    static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    static string Printable(string text)
    {
        var clean = text.Any(IsUnwanted) ? new string([.. text.Where(c => !IsUnwanted(c))]) : text;
        if (clean.Any(char.IsSurrogate))
        {
            clean = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(clean));
        }
        return clean.IsNormalized() ? clean : clean.Normalize();
    }

    static bool IsUnwanted(char c) =>
        (char.IsControl(c) && c is not ('\n' or '\t'))
        || c is '\uFEFF' or '\u200B' or '\uFFFE' or '\uFFFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F';

    [GeneratedRegex("</?[A-Za-z!][^<>]{0,2000}>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
