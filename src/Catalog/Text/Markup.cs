using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Ganss.Xss;

namespace Besoksnaring.Catalog.Text;

/// <summary>
/// Reads a provider's HTML. HtmlSanitizer takes out what is dangerous; what is left is written anew, tag by tag, by
/// <see cref="RichTextWriter"/>, which knows no others than ours.
/// </summary>
static partial class Markup
{
    /// <summary>More tags than any description has; beyond it they are taken out without being understood.</summary>
    const int MaxTags = 5_000;

    static readonly string[] Blocks =
        ["p", "div", "section", "article", "header", "footer", "blockquote", "pre", "table", "tr", "td", "th", "dl", "dt", "dd", "figure", "figcaption", "address", "main"];

    static readonly string[] Headings = ["h1", "h2", "h3", "h4", "h5", "h6"];
    static readonly string[] Lists = ["ul", "ol", "li"];
    static readonly string[] Inline = ["br", "strong", "b", "em", "i", "a"];

    /// <summary>Whose content is no text for readers.</summary>
    static readonly string[] Hidden =
        ["script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "title", "textarea", "select", "noembed", "noframes", "xmp", "plaintext", "canvas", "audio", "video"];

    static readonly HtmlSanitizer Sanitizer = Create();

    /// <returns>Whether a browser could take something in it for a tag.</returns>
    public static bool IsIn(string text) => text.Contains('<', StringComparison.Ordinal) && TagStart().IsMatch(text);

    /// <returns>Null when it holds no text.</returns>
    public static RichText? Read(string html, int limit)
    {
        html = BracketedAddress().Replace(html, "$1");
        if (html.AsSpan().Count('<') > MaxTags)
        {
            var plain = WebUtility.HtmlDecode(AnyTag().Replace(html, " "));
            return PlainText.ToRichText(Characters.Clean(plain).Replace('<', '‹'), limit);
        }
        var writer = new RichTextWriter(limit, newlinesCount: !BlockTag().IsMatch(html));
        using var document = Sanitizer.SanitizeDom(html);
        Walk(document.Body!, writer);
        return writer.Finish();
    }

    /// <summary>Without recursion: a thousand nested tags are no reason to end the process.</summary>
    static void Walk(INode body, RichTextWriter writer)
    {
        var node = body.FirstChild;
        while (node is not null)
        {
            Enter(node, writer);
            if (node.FirstChild is { } child)
            {
                node = child;
                continue;
            }
            Leave(node, writer);
            while (node.NextSibling is null && node.Parent is { } parent && parent != body)
            {
                node = parent;
                Leave(node, writer);
            }
            node = node.NextSibling;
        }
    }

    static void Enter(INode node, RichTextWriter writer)
    {
        if (node is IText text)
        {
            writer.Text(text.Data);
            return;
        }
        switch ((node as IElement)?.LocalName)
        {
            case null: break;
            case "br": writer.Break(); break;
            case "strong" or "b": writer.Open("strong"); break;
            case "em" or "i": writer.Open("em"); break;
            case "a": writer.OpenLink(((IElement)node).GetAttribute("href")); break;
            case "ul" or "ol": writer.OpenList(((IElement)node).LocalName); break;
            case "li": writer.OpenItem(); break;
            case "h1" or "h2" or "h3": writer.OpenHeading("h3"); break;
            case "h4" or "h5" or "h6": writer.OpenHeading("h4"); break;
            default: writer.EndBlock(); break;
        }
    }

    static void Leave(INode node, RichTextWriter writer)
    {
        switch ((node as IElement)?.LocalName)
        {
            case null or "br": break;
            case "strong" or "b" or "em" or "i" or "a": writer.Close(); break;
            case "ul" or "ol": writer.CloseList(); break;
            case "li": writer.CloseItem(); break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6": writer.CloseHeading(); break;
            default: writer.EndBlock(); break;
        }
    }

    static HtmlSanitizer Create()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>([.. Blocks, .. Headings, .. Lists, .. Inline], StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(["href"], StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(["http", "https", "mailto"], StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(["href"], StringComparer.OrdinalIgnoreCase),
        })
        {
            KeepChildNodes = true,
        };
        sanitizer.RemovingTag += (_, removing) =>
        {
            if (Hidden.Contains(removing.Tag.LocalName, StringComparer.OrdinalIgnoreCase))
            {
                removing.Tag.TextContent = "";
            }
        };
        return sanitizer;
    }

    [GeneratedRegex("<[a-zA-Z/!?]")]
    private static partial Regex TagStart();

    /// <summary>An address between angle brackets is no tag, though a browser would take it for one.</summary>
    [GeneratedRegex(@"<([^\s<>@""'=]+@[^\s<>@""'=]+|https?://[^\s<>""']+)>")]
    private static partial Regex BracketedAddress();

    [GeneratedRegex("<[^<>]*>?")]
    private static partial Regex AnyTag();

    /// <summary>Where there is one, line ends in the source mean nothing.</summary>
    [GeneratedRegex(@"<(p|div|br|ul|ol|li|h[1-6]|table|tr|td|section|article|blockquote)\b", RegexOptions.IgnoreCase)]
    private static partial Regex BlockTag();
}
