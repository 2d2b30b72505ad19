using System.Text;
using System.Text.RegularExpressions;

namespace Besoksnaring.Ingest.Fetching;

/// <summary>A page for people where data was expected: what a broken site answers with status 200.</summary>
static partial class ErrorPage
{
    const int Looked = 4096;

    /// <returns>What the page says (its title), or null when it is no HTML page.</returns>
    public static string? In(ReadOnlySpan<byte> bytes)
    {
        var start = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, Looked)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (!start.StartsWith('<') || !Html().IsMatch(start))
        {
            return null;
        }
        var title = Title().Match(start);
        return title.Success ? title.Groups[1].Value.Trim() : "no title";
    }

    /// <summary>Only a prolog may stand before: an HTML fragment within RSS is no page.</summary>
    [GeneratedRegex(@"^(<\?[^>]*>|<!--.*?-->|\s)*<(!doctype\s+html|html|head|body)\b", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Html();

    [GeneratedRegex(@"<title[^>]*>\s*(.{1,120}?)\s*(</title|$)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Title();
}
