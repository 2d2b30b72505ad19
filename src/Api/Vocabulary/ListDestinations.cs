using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Queries;
using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Api.Vocabulary;

sealed class ListDestinations(Known known, CatalogueCounts counts) : IOperation
{
    public static OperationDescription Description { get; } = new(
        "listDestinations", "Vocabularies", "The region's marketing areas, as the municipalities each is taken to be in, and the number of listings in each", "DestinationList")
    {
        Remarks = "A destination is never the same thing as a municipality, and a municipality may be in several. `source` says who drew it up.",
        Query = [Parameters.Language, Parameters.VocabularyLimit, Parameters.Offset],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var language = context.Language(query);
        var listings = (await counts.ReadAsync(cancellationToken)).Municipalities;
        var all = known.Region.Destinations.All;
        var page = new Page(all.Count, query.Of(Parameters.VocabularyLimit), query.Of(Parameters.Offset));
        var answer = JsonAnswer.List(context, query, page, "destinations");
        foreach (var destination in all.Skip(page.Offset).Take(page.Limit))
        {
            var municipalities = destination.Municipalities.Select(code => new MunicipalityName(code, known.Region.Municipalities.ByCode(code)!.Name));
            answer.Row(new DestinationView(
                destination.Id, destination.Labels[language]!, destination.Labels, [.. municipalities], destination.Source,
                destination.Municipalities.Sum(code => listings.GetValueOrDefault(code))), null);
        }
        await answer.EndListAsync(context, Caching.Catalogue);
    }
}

/// <param name="Label">In the language asked for.</param>
sealed record DestinationView(string Id, string Label, LocalizedText Labels, IReadOnlyList<MunicipalityName> Municipalities, string Source, long Listings);

sealed record MunicipalityName(string Code, string Name);
