using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Facets;
using Besoksnaring.Api.Filters;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Shapes;
using NodaTime;

namespace Besoksnaring.Api.Listings;

sealed class ListListings(ListingReader listings, FacetReader facets, Suggestions suggestions, ShapeReader shapes, CataloguePosition catalogue, Known known, IClock clock) : IOperation
{
    public static OperationDescription Description { get; } = new("listListings", "Listings", "Search all listings", "ListingList")
    {
        Remarks = "By title in Swedish order. Values of one filter are alternatives (repeat it, or separate with commas), `!` before a value means none of it, and filters narrow each other. "
            + "`totalCount` is exact. The entity tag is that of the catalogue's state and the query: until something changes, asking again costs a 304.",
        Query =
        [
            Parameters.Kind, .. ListingFilter.Parameters,
            Parameters.Facets, Parameters.Language, Parameters.Shape, Parameters.Limit, Parameters.Offset,
        ],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        if (await context.ShapeAsync(query) is not { } shape)
        {
            return;
        }
        if (ListingFilter.Clash(query) is { } clash)
        {
            await ProblemAnswer.WriteAsync(context, Problem.Refused([clash], context.PublicUrl()));
            return;
        }
        var language = context.Language(query);
        if (shape != Shape.Json)
        {
            await AnswerShapedAsync(context, query, shape, language, cancellationToken);
            return;
        }
        var now = clock.GetCurrentInstant();
        var caching = query.Has(Parameters.OpenNow) ? Caching.CatalogueUntil(Minutes.After(now), now) : Caching.Catalogue;
        var position = await catalogue.ReadAsync(cancellationToken);
        var tag = EntityTags.Of($"{position} {language} {context.PublicUrl()} {query.Write()} {MomentOf(query, now)}");
        context.Response.Headers.ETag = tag;
        Caching.Set(context, caching);
        if (EntityTags.AnswerIfHeld(context, tag))
        {
            return;
        }
        var filter = ListingFilter.Of(query, known, Minutes.Of(now));
        var page = new Page(await listings.CountAsync(filter, position, KeyOf(query, now), cancellationToken), query.Of(Parameters.Limit), query.Of(Parameters.Offset));
        if (page.Total == 0)
        {
            page = page with
            {
                Suggestion = await suggestions.ForAsync(
                    filter, (other, words) => listings.CountAsync(other, position, $"{KeyOf(query, now)} {words}", cancellationToken), cancellationToken),
            };
        }
        var asked = query.Of(Parameters.Facets);
        var counts = await facets.ReadAsync(asked, position, KeyOf(query, now), language, statement => ListingReader.Facets(statement, filter, asked), cancellationToken);
        var answer = JsonAnswer.List(context, query, page, "listings", json => FacetReader.Write(json, counts));
        var address = context.PublicUrl() + "/api/v1/listings/";
        await listings.ReadPageAsync(filter, language, page.Limit, page.Offset, (id, json) => answer.RenderedRow(json, address + id), cancellationToken);
        await answer.EndListAsync(context, caching);
    }

    async Task AnswerShapedAsync(HttpContext context, QueryValues query, Shape shape, string language, CancellationToken cancellationToken)
    {
        var position = await catalogue.ReadAsync(cancellationToken);
        var now = clock.GetCurrentInstant();
        var filter = ListingFilter.Of(query, known, Minutes.Of(now));
        var page = new Page(await listings.CountAsync(filter, position, KeyOf(query, now), cancellationToken), query.Of(Parameters.Limit), query.Of(Parameters.Offset));
        var ids = new List<string>();
        await listings.ReadPageAsync(filter, language, page.Limit, page.Offset, (id, _) => ids.Add(id), cancellationToken);
        var rows = await shapes.ReadAsync(ids, language, cancellationToken);
        var publicUrl = context.PublicUrl();
        var address = context.ListAddress();
        var shaped = new ShapedPage(known.Region.Name, address + query.Write(shape: shape.Name), publicUrl, language, rows)
        {
            Total = page.Total,
            Pages = [.. Links.Pages(address, query, page)],
        };
        await ShapedAnswer.SendAsync(context, shape, shaped, Caching.CatalogueUntil(query.Has(Parameters.OpenNow) ? Minutes.After(now) : shapes.Tomorrow, now));
    }

    static string KeyOf(QueryValues query, Instant now) =>
        query.WriteWithout(Parameters.Limit, Parameters.Offset, Parameters.Language, Parameters.Shape) + MomentOf(query, now);

    /// <returns>What the answer depends on besides the catalogue and the query.</returns>
    static string MomentOf(QueryValues query, Instant now) => query.Has(Parameters.OpenNow) ? Minutes.Of(now).ToString() : "";
}
