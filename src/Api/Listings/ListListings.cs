using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Facets;
using Besoksnaring.Api.Filters;
using Besoksnaring.Api.Members;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Rights;
using Besoksnaring.Api.Shapes;
using NodaTime;

namespace Besoksnaring.Api.Listings;

sealed class ListListings(ListingReader listings, FacetReader facets, Suggestions suggestions, ShapeReader shapes, CataloguePosition catalogue, Known known, IClock clock) : IOperation
{
    public static OperationDescription Description { get; } = new("listListings", "Listings", "Search all listings", "ListingList")
    {
        Remarks = "By title in Swedish order, unless `sort` says otherwise. Values of one filter are alternatives (repeat it, or separate with commas), `!` before a value means none of it, and filters narrow each other. "
            + "`totalCount` is exact. The entity tag is that of the catalogue's state and the query: until something changes, asking again costs a 304.",
        Query =
        [
            Parameters.Kind, .. ListingFilter.Parameters,
            ListingParameters.Facets, ListingParameters.Sort, MemberParameters.OfListings.Fields, MemberParameters.OfListings.Include, Parameters.Language, Parameters.Shape, Parameters.Limit, Parameters.Offset, ListingParameters.After,
        ],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        if (await context.ShapeAsync(query) is not { } shape)
        {
            return;
        }
        if (ListingSearch.Clash(query) is { } clash)
        {
            await ProblemAnswer.WriteAsync(context, Problem.Refused([clash], context.PublicUrl()));
            return;
        }
        var language = context.Language(query);
        var now = clock.GetCurrentInstant();
        var search = ListingSearch.Of(query, known, now);
        if (shape != Shape.Json)
        {
            await AnswerShapedAsync(context, query, search, shape, language, cancellationToken);
            return;
        }
        var caching = ListingSearch.DependsOnTime(query) ? Caching.CatalogueUntil(Minutes.After(now), now) : Caching.Catalogue;
        var position = await catalogue.ReadAsync(cancellationToken);
        var rights = context.Rights();
        var tag = EntityTags.Of($"{position} {language} {rights.Key} {context.PublicUrl()} {query.Whole()} {MomentOf(query, search)}");
        context.Response.Headers.ETag = tag;
        Caching.Set(context, caching);
        if (EntityTags.AnswerIfHeld(context, tag))
        {
            return;
        }
        var page = new Page(await CountAsync(query, search, position, cancellationToken), query.Of(Parameters.Limit), query.Of(Parameters.Offset));
        if (page.Total == 0)
        {
            page = page with { Suggestion = await SuggestAsync(query, search, position, cancellationToken) };
        }
        var asked = query.Of(ListingParameters.Facets);
        var counts = await facets.ReadAsync(
            asked, search.Filter, position, KeyOf(query, search), language, statement => ListingReader.Facets(statement, search.Filter, asked), cancellationToken);
        var rows = new List<(string Id, byte[] Json)>();
        var end = await listings.ReadPageAsync(
            search, MemberChoice.Of(query, MemberParameters.OfListings), language, rights, page.Limit, page.Offset, (id, json) => rows.Add((id, json.ToArray())), cancellationToken);
        var answer = JsonAnswer.List(context, query, page with { Next = end?.Write() ?? "" }, "listings", json => FacetReader.Write(json, counts));
        var address = context.PublicUrl() + "/api/v1/listings/";
        foreach (var (id, json) in rows)
        {
            answer.RenderedRow(json, address + id);
        }
        await answer.EndListAsync(context, caching);
    }

    async Task AnswerShapedAsync(HttpContext context, QueryValues query, ListingSearch search, Shape shape, string language, CancellationToken cancellationToken)
    {
        var position = await catalogue.ReadAsync(cancellationToken);
        var page = new Page(await CountAsync(query, search, position, cancellationToken), query.Of(Parameters.Limit), query.Of(Parameters.Offset));
        var ids = new List<string>();
        var end = await listings.ReadPageAsync(search, MemberChoice.All, language, ReaderRights.Public, page.Limit, page.Offset, (id, _) => ids.Add(id), cancellationToken);
        var rows = await shapes.ReadAsync(ids, language, context.Rights(), cancellationToken);
        var address = context.ListAddress();
        var shaped = new ShapedPage(known.Region.Name, address + query.Write(shape: shape.Name), context.PublicUrl(), language, rows)
        {
            Total = page.Total,
            Pages = [.. Links.Pages(address, query, page with { Next = end?.Write() ?? "" })],
        };
        var now = clock.GetCurrentInstant();
        await ShapedAnswer.SendAsync(context, shape, shaped, Caching.CatalogueUntil(ListingSearch.DependsOnTime(query) ? Minutes.After(now) : shapes.Tomorrow, now));
    }

    Task<long> CountAsync(QueryValues query, ListingSearch search, string position, CancellationToken cancellationToken) =>
        listings.CountAsync(search.Filter, position, KeyOf(query, search), cancellationToken);

    Task<string?> SuggestAsync(QueryValues query, ListingSearch search, string position, CancellationToken cancellationToken) => suggestions.ForAsync(
        search.Filter, (other, words) => listings.CountAsync(other, position, $"{KeyOf(query, search)} {words}", cancellationToken), cancellationToken);

    static string KeyOf(QueryValues query, ListingSearch search) =>
        query.Whole(Parameters.Limit, Parameters.Offset, ListingParameters.After, ListingParameters.Sort,
            MemberParameters.OfListings.Fields, MemberParameters.OfListings.Include, Parameters.Language, Parameters.Shape) + MomentOf(query, search);

    /// <returns>What the answer depends on besides the catalogue and the query.</returns>
    static string MomentOf(QueryValues query, ListingSearch search) => ListingSearch.DependsOnTime(query) ? search.Now.ToString() : "";
}
