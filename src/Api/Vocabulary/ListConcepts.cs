using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Queries;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Vocabularies;

namespace Besoksnaring.Api.Vocabulary;

sealed class ListConcepts(Known known, CatalogueCounts counts) : IOperation
{
    public static OperationDescription Description { get; } = new("listConcepts", "Vocabularies", "Our own categories, in two levels, with the number of listings in each", "ConceptList")
    {
        Remarks = "A concept's count includes the concepts below it.",
        Query = [Parameters.ConceptKind, Parameters.InUse, Parameters.Language, Parameters.VocabularyLimit, Parameters.Offset],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var language = context.Language(query);
        var listings = (await counts.ReadAsync(cancellationToken)).Concepts;
        var kind = query.Of(Parameters.ConceptKind);
        var rows = known.Taxonomy.All.Select(concept => ToView(concept, language, listings.GetValueOrDefault(concept.Id)))
            .Where(concept => kind is null || concept.Kind == kind)
            .Where(concept => query.Of(Parameters.InUse) is not { } inUse || concept.Listings > 0 == inUse)
            .ToList();
        var page = new Page(rows.Count, query.Of(Parameters.VocabularyLimit), query.Of(Parameters.Offset));
        var answer = JsonAnswer.List(context, query, page, "concepts");
        foreach (var concept in rows.Skip(page.Offset).Take(page.Limit))
        {
            answer.Row(concept, null);
        }
        await answer.EndListAsync(context, Caching.Catalogue);
    }

    static ConceptView ToView(Concept concept, string language, long listings) => new(
        concept.Id, concept.Parent, concept.Kind.ToString().ToLowerInvariant(), concept.Labels[language]!, concept.Labels, concept.SameAs, listings);
}

/// <param name="Label">In the language asked for.</param>
sealed record ConceptView(string Id, string? Parent, string Kind, string Label, LocalizedText Labels, string? SameAs, long Listings);
