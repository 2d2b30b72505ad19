using System.Net;
using System.Text.RegularExpressions;
using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Catalog.Text;

/// <summary>
/// What providers write, made safe and tidy. Every text passes here: one without markup is never parsed. Markdown is
/// left as it is. What is blank is absent.
/// </summary>
static partial class CleanText
{
    public const int MaxTitle = 300;
    public const int MaxSummary = 1_000;
    public const int MaxDescription = 50_000;

    /// <summary>What is read of one text at all: hostile markup may be far longer than what it says.</summary>
    const int MaxRead = 400_000;

    /// <returns>One line of plain text, or null when nothing is said.</returns>
    public static string? Title(string? given) =>
        Plain(given) is { } text ? Shortening.To(MaxTitle, Spaces().Replace(text, " ")) : null;

    /// <returns>Plain text, or null when nothing is said.</returns>
    public static string? Summary(string? given) =>
        Plain(given) is { } text ? Shortening.To(MaxSummary, text) : null;

    /// <returns>HTML of a few kinds and the same as plain text, or null when nothing is said.</returns>
    public static RichText? Description(string? given)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            return null;
        }
        var text = Read(given);
        return Markup.IsIn(text) ? Markup.Read(text, MaxDescription) : PlainText.ToRichText(text, MaxDescription);
    }

    /// <summary>The same for every language; a language in which nothing is said is left out.</summary>
    public static LocalizedText Each(LocalizedText given, Func<string?, string?> clean) =>
        new(given.Select(text => KeyValuePair.Create(text.Key, clean(text.Value) ?? "")));

    static string? Plain(string? given)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            return null;
        }
        var text = Read(given);
        text = Markup.IsIn(text) ? Markup.Read(text, MaxDescription)?.Text ?? "" : PlainText.Tidy(text);
        return text.Length == 0 ? null : text;
    }

    /// <summary>With clean characters and its entities decoded, when nothing but entities is in it.</summary>
    static string Read(string given)
    {
        var text = Characters.Clean(given.Length > MaxRead ? given[..MaxRead] : given);
        for (var times = 0; times < 2 && !Markup.IsIn(text) && text.Contains('&', StringComparison.Ordinal); times++)
        {
            // Twice, for some systems encode what is encoded already; what then turns out to be markup is read as such.
            text = Characters.Clean(WebUtility.HtmlDecode(text));
        }
        return text;
    }

    [GeneratedRegex(@"\s{2,}|[^\S ]")]
    private static partial Regex Spaces();
}
