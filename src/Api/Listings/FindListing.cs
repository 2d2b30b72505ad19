using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Members;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Rights;
using Besoksnaring.Api.Shapes;
using NodaTime;

namespace Besoksnaring.Api.Listings;

sealed class FindListing(ListingReader listings, ShapeReader shapes, IClock clock) : IOperation
{
    public static OperationDescription Description { get; } = new("findListing", "Listings", "One listing with everything that is known of it", "Listing")
    {
        Remarks = "The entity tag is strong: send it back in `If-None-Match` and get 304 until the listing changes. A merged listing answers 301 to its "
            + "successor and a withdrawn one 410, for ever.",
        Path = [ListingPath.Id],
        Query = [MemberParameters.OfOne.Fields, Parameters.Language, Parameters.Shape],
        Problems = [ProblemType.ListingUnknown, ProblemType.ListingTombstoned],
        Redirects = true,
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        if (await context.ShapeAsync(query) is not { } shape)
        {
            return;
        }
        var id = ListingPath.IdOf(context);
        var language = context.Language(query);
        var address = $"{context.PublicUrl()}/api/v1/listings/{id}";
        if (shape != Shape.Json)
        {
            await AnswerShapedAsync(context, query, shape, id, language, cancellationToken);
            return;
        }
        var rights = context.Rights();
        var fields = query.Of(MemberParameters.OfOne.Fields);
        // What others are shown has another tag.
        var found = await listings.FindAsync(id, language, rights, fields.Count > 0 || !rights.IsPublic ? [] : EntityTags.Given(context.Request), cancellationToken);
        if (await ListingPath.AnswerIfGoneAsync(context, id, found))
        {
            return;
        }
        if (fields.Count > 0)
        {
            found = found! with { Json = new MemberChoice(fields, []).Cut(found.Json, []), Tag = null };
        }
        context.Response.Headers.ETag = found!.Tag is null ? default : rights.Tag($"\"{found.Tag}\"");
        if (found.Json is null)
        {
            Caching.Set(context, Caching.Catalogue);
            EntityTags.AnswerIfHeld(context, $"\"{found.Tag}\"");
            return;
        }
        Link[] links =
        [
            new("self", address, "self", null), new("provenance", address + "/provenance", "provenance", null),
            new("occurrences", address + "/occurrences", "occurrences", null), .. Links.Alternates(address, query),
        ];
        await JsonAnswer.RenderedAsync(context, found.Json, Caching.Catalogue, links);
    }

    async Task AnswerShapedAsync(HttpContext context, QueryValues query, Shape shape, string id, string language, CancellationToken cancellationToken)
    {
        var rows = await shapes.ReadAsync([id], language, context.Rights(), cancellationToken);
        if (rows.Count == 0)
        {
            await ListingPath.AnswerIfGoneAsync(context, id, await listings.FindStateAsync(id, cancellationToken));
            return;
        }
        var publicUrl = context.PublicUrl();
        var self = $"{publicUrl}/api/v1/listings/{id}{query.Write(shape: shape.Name)}";
        var page = new ShapedPage(rows[0].Listing.Title, self, publicUrl, language, rows) { IsOne = true };
        await ShapedAnswer.SendAsync(context, shape, page, Caching.CatalogueUntil(shapes.Tomorrow, clock.GetCurrentInstant()));
    }
}
