using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Rights;

namespace Besoksnaring.Api.Listings;

sealed class ListProvenance(ListingReader listings) : IOperation
{
    public static OperationDescription Description { get; } = new(
        "listProvenance", "Listings", "Where each value of a listing comes from", "Provenance")
    {
        Remarks = "One row per field: the value published, the record it came from, and what other records said.",
        Path = [ListingPath.Id],
        Problems = [ProblemType.ListingUnknown, ProblemType.ListingTombstoned],
        Redirects = true,
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var id = ListingPath.IdOf(context);
        var found = await listings.FindStateAsync(id, cancellationToken);
        if (await ListingPath.AnswerIfGoneAsync(context, id, found, "/provenance"))
        {
            return;
        }
        var fields = await listings.FindProvenanceAsync(id, context.Rights(), cancellationToken);
        var address = $"{context.PublicUrl()}/api/v1/listings/{id}";
        byte[] json = [.. "{\"provenance\":"u8, .. fields, (byte)'}'];
        await JsonAnswer.RenderedAsync(context, json, Caching.Catalogue, ("self", address + "/provenance"), ("listing", address));
    }
}
