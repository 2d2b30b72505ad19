using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Listings;

sealed class ListListings(ListingReader listings, CataloguePosition catalogue) : IOperation
{
    public static OperationDescription Description { get; } = new("listListings", "Listings", "Search all listings", "ListingList")
    {
        Remarks = "By title in Swedish order. Values of one filter are alternatives (repeat it, or separate with commas); filters narrow each other. "
            + "`totalCount` is exact. The entity tag is that of the catalogue's state and the query: until something changes, asking again costs a 304.",
        Query =
        [
            Parameters.Kind, Parameters.Municipality, Parameters.Concept, Parameters.Provider, Parameters.Text,
            Parameters.Language, Parameters.Limit, Parameters.Offset,
        ],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var language = context.Language(query);
        var position = await catalogue.ReadAsync(cancellationToken);
        var tag = EntityTags.Of($"{position} {language} {context.PublicUrl()} {query.Write()}");
        context.Response.Headers.ETag = tag;
        Caching.Set(context, Caching.Catalogue);
        if (EntityTags.AnswerIfHeld(context, tag))
        {
            return;
        }
        var search = ListingSearch.Of(query);
        var page = new Page(await listings.CountAsync(search, position, cancellationToken), query.Of(Parameters.Limit), query.Of(Parameters.Offset));
        var answer = JsonAnswer.List(context, query, page, "listings");
        var address = context.PublicUrl() + "/api/v1/listings/";
        await listings.ReadPageAsync(search, language, page.Limit, page.Offset, (id, json) => answer.RenderedRow(json, address + id), cancellationToken);
        await answer.EndListAsync(context, Caching.Catalogue);
    }
}
