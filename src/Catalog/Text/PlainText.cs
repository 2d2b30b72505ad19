using System.Text;
using System.Text.RegularExpressions;

namespace Besoksnaring.Catalog.Text;

/// <summary>Text without markup: no parser, for every record passes here. Indents stay, for Markdown means something by them.</summary>
static partial class PlainText
{
    /// <returns>Without spaces at the ends of lines, and with at most one blank line in a row.</returns>
    public static string Tidy(string text)
    {
        text = text.Trim(' ', '\n');
        if (!text.Contains('\n', StringComparison.Ordinal))
        {
            return text;
        }
        text = SpacesAtEnd().Replace(text, "");
        return BlankLines().Replace(text, "\n\n");
    }

    /// <returns>Null when it is empty.</returns>
    public static RichText? ToRichText(string text, int limit)
    {
        text = Shortening.To(limit, Tidy(text));
        if (text.Length == 0)
        {
            return null;
        }
        var html = new StringBuilder(text.Length + 16).Append("<p>");
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\n')
            {
                RichTextWriter.Encode(html, text[i]);
                continue;
            }
            var isParagraph = text[i + 1] == '\n';
            html.Append(isParagraph ? "</p><p>" : "<br>");
            i += isParagraph ? 1 : 0;
        }
        return new RichText(html.Append("</p>").ToString(), text);
    }

    [GeneratedRegex(" +(?=\n)")]
    private static partial Regex SpacesAtEnd();

    [GeneratedRegex("\n{3,}")]
    private static partial Regex BlankLines();
}
