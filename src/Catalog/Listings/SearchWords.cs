using System.Text.RegularExpressions;
using Besoksnaring.Catalog.Merging;
using Besoksnaring.Vocabularies;
using Besoksnaring.Vocabularies.Places;
using Besoksnaring.Vocabularies.Text;

namespace Besoksnaring.Catalog.Listings;

/// <summary>The single words of a text, as search reads them.</summary>
static partial class SearchWords
{
    const int ShortestSuggested = 3;
    const int LongestSuggested = 40;

    /// <returns>What may be suggested to who mistyped it: the words of titles, places and categories, lower case.</returns>
    public static IEnumerable<string> Suggested(MergedListing merged)
    {
        var content = merged.Content;
        var municipality = merged.Place.Municipality is { } code ? Municipalities.Default.ByCode(code)?.Name : null;
        var texts = content.Title.Select(title => title.Value)
            .Concat([content.Place?.Name, content.Place?.Address?.City, municipality])
            .Concat(content.Concepts.SelectMany(id => Taxonomy.Default[id].Labels.Select(label => label.Value)));
        return texts.OfType<string>().SelectMany(text => Word().Matches(text))
            .Select(word => word.Value)
            .Where(word => word.Length is >= ShortestSuggested and <= LongestSuggested && word.All(char.IsLetter))
            .Select(word => word.ToLowerInvariant());
    }

    /// <returns>The words that are spelt otherwise without the marks of their letters, spelt so, each once.</returns>
    public static string Folded(string text)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return "";
        }
        var folded = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in Hyphenated().EnumerateMatches(text))
        {
            var written = text.AsSpan(word.Index, word.Length);
            if (!System.Text.Ascii.IsValid(written) && SearchFolding.Fold(written.ToString()) is var spelt && !written.SequenceEqual(spelt))
            {
                folded.Add(spelt.ToLowerInvariant());
            }
        }
        return string.Join(' ', folded);
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();

    /// <summary>PostgreSQL keeps a hyphenated word whole and in its parts; its folded spelling is to be found the same way.</summary>
    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*")]
    private static partial Regex Hyphenated();
}
