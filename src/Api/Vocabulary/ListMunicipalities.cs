using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Vocabulary;

sealed class ListMunicipalities(Known known, CatalogueCounts counts) : IOperation
{
    public static OperationDescription Description { get; } = new(
        "listMunicipalities", "Vocabularies", "The municipalities with their SCB codes, and the number of listings in each", "MunicipalityList")
    {
        Query = [Parameters.InUse, Parameters.VocabularyLimit, Parameters.Offset],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var listings = (await counts.ReadAsync(cancellationToken)).Municipalities;
        var rows = known.Municipalities
            .Select(m => new MunicipalityView(m.Code, m.Name, m.CountyCode, m.CountyName, listings.GetValueOrDefault(m.Code)))
            .Where(m => query.Of(Parameters.InUse) is not { } inUse || m.Listings > 0 == inUse)
            .ToList();
        var page = new Page(rows.Count, query.Of(Parameters.VocabularyLimit), query.Of(Parameters.Offset));
        var answer = JsonAnswer.List(context, query, page, "municipalities");
        foreach (var municipality in rows.Skip(page.Offset).Take(page.Limit))
        {
            answer.Row(municipality, null);
        }
        await answer.EndListAsync(context, Caching.Catalogue);
    }
}

sealed record MunicipalityView(string Code, string Name, string CountyCode, string CountyName, long Listings);
