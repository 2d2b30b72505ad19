using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Ogc;

sealed class FindCollection(FeatureReader features, CataloguePosition catalogue) : IOperation
{
    public static OperationDescription Description { get; } = new("findCollection", "Capabilities", "One feature collection", "Collection")
    {
        Path = [OgcCollection.Parameter],
        Query = [Parameters.Language],
        Problems = [ProblemType.CollectionUnknown],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        if (await OgcCollection.OfAsync(context) is not { } collection)
        {
            return;
        }
        var language = context.Language(query);
        var extents = await features.ExtentsAsync(await catalogue.ReadAsync(cancellationToken), cancellationToken);
        await JsonAnswer.ObjectAsync(context, CollectionView.Of(context, collection, extents.GetValueOrDefault(collection.Id), language), Caching.Status);
    }
}
