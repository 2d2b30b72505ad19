using Besoksnaring.Catalog.Merging;
using Besoksnaring.Catalog.Text;
using Besoksnaring.Vocabularies;
using Besoksnaring.Vocabularies.Places;

namespace Besoksnaring.Catalog.Listings;

/// <summary>What full-text search reads of a listing: Swedish with its stems, every language as written.</summary>
/// <param name="FoldedTitle">The title's words that are spelt otherwise without marks, so that "sjo" finds "sjö".</param>
sealed record SearchText(string SwedishTitle, string Title, string SwedishBody, string Body, string FoldedTitle, string FoldedBody)
{
    /// <summary>Characters of all languages together: PostgreSQL refuses what makes more than a megabyte of words.</summary>
    const int MaxBody = 60_000;
    const int MaxTitle = 6_000;

    public static SearchText Of(MergedListing merged)
    {
        var content = merged.Content;
        var languages = content.Summary.Languages.Concat(content.Description.Languages).Distinct().ToList();
        // A share for each, so that one language's long text leaves room for the others.
        var share = MaxBody / Math.Max(languages.Count, 1);
        string BodyIn(string language) =>
            Shortening.To(share, $"{content.Summary[language]} {(content.Description[language] is { } html ? merged.PlainText[html] : null)}");
        // What a visitor types stands seldom in the text: the town, and "swimming" for a place that only says "badplats".
        var words = content.Concepts.SelectMany(id => Taxonomy.Default[id].Labels.Select(label => label.Value))
            .Append(merged.Place.Municipality is { } code ? Municipalities.Default.ByCode(code)?.Name : null);
        // The names first: they are short, and what is cut is cut at the end.
        var body = string.Join(' ', new[] { content.Place?.Name, content.Place?.Address?.Street, content.Place?.Address?.City, content.Organizer?.Name }
            .Concat(words).Concat(languages.Select(BodyIn)));
        var title = Shortening.To(MaxTitle, string.Join(' ', content.Title.Select(t => t.Value)));
        return new SearchText(content.Title["sv"] ?? "", title, BodyIn("sv"), body, SearchWords.Folded(title), SearchWords.Folded(body));
    }
}
