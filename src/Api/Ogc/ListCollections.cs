using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Ogc;

sealed class ListCollections(FeatureReader features, CataloguePosition catalogue) : IOperation
{
    public static OperationDescription Description { get; } = new("listCollections", "Capabilities", "The feature collections", "Collections") { Query = [Parameters.Language] };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var language = context.Language(query);
        var extents = await features.ExtentsAsync(await catalogue.ReadAsync(cancellationToken), cancellationToken);
        var view = new CollectionsView(
            [new(OgcModule.Address(context) + "/collections" + query.Write(), "self", OgcModule.Json, "The collections")],
            [.. OgcCollection.All.Select(collection => CollectionView.Of(context, collection, extents.GetValueOrDefault(collection.Id), language))]);
        await JsonAnswer.ObjectAsync(context, view, Caching.Status);
    }
}

sealed record CollectionsView(IReadOnlyList<OgcLink> Links, IReadOnlyList<CollectionView> Collections);
