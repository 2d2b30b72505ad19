using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Listings;

sealed class FindListing(ListingReader listings) : IOperation
{
    public static OperationDescription Description { get; } = new("findListing", "Listings", "One listing with everything that is known of it", "Listing")
    {
        Remarks = "The entity tag is strong: send it back in `If-None-Match` and get 304 until the listing changes. A merged listing answers 301 to its "
            + "successor and a withdrawn one 410, for ever.",
        Path = [ListingPath.Id],
        Query = [Parameters.Language],
        Problems = [ProblemType.ListingUnknown, ProblemType.ListingTombstoned],
        Redirects = true,
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var id = ListingPath.IdOf(context);
        var language = context.Language(query);
        var address = $"{context.PublicUrl()}/api/v1/listings/{id}";
        var found = await listings.FindAsync(id, language, EntityTags.Given(context.Request), cancellationToken);
        if (await ListingPath.AnswerIfGoneAsync(context, id, found))
        {
            return;
        }
        context.Response.Headers.ETag = $"\"{found!.Tag}\"";
        if (found.Json is null)
        {
            Caching.Set(context, Caching.Catalogue);
            EntityTags.AnswerIfHeld(context, $"\"{found.Tag}\"");
            return;
        }
        await JsonAnswer.RenderedAsync(context, found.Json, Caching.Catalogue,
            ("self", address), ("provenance", address + "/provenance"), ("occurrences", address + "/occurrences"));
    }
}
