using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using NodaTime;

namespace Besoksnaring.Api.Listings;

sealed class ListOccurrences(OccurrenceReader occurrences, ListingReader listings, IClock clock) : IOperation
{
    const long SecondsInQuarter = 15 * 60;

    public static OperationDescription Description { get; } = new("listOccurrences", "Listings", "When one event happens", "OccurrenceList")
    {
        Remarks = "Every happening with rules expanded, 18 months ahead, in order. A continuous one (an exhibition) is one row with `isRun`. "
            + "Without `from` it starts with today at the venue. A listing that is no event has none.",
        Path = [ListingPath.Id],
        Query = [Parameters.From, Parameters.Limit, Parameters.Offset],
        Problems = [ProblemType.ListingUnknown, ProblemType.ListingTombstoned],
        Redirects = true,
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var id = ListingPath.IdOf(context);
        if (await ListingPath.AnswerIfGoneAsync(context, id, await listings.FindStateAsync(id, cancellationToken), "/occurrences"))
        {
            return;
        }
        var (limit, offset) = (query.Of(Parameters.Limit), query.Of(Parameters.Offset));
        var (rows, total) = await occurrences.ReadAsync(id, query.Of(Parameters.From), limit, offset, cancellationToken);
        var answer = JsonAnswer.List(context, query, new Page(total, limit, offset), "occurrences");
        foreach (var row in rows)
        {
            answer.Row(row, null);
        }
        await answer.EndListAsync(context, query.Has(Parameters.From) ? Caching.Catalogue : Caching.CatalogueUntil(NextDay(now), now));
    }

    /// <returns>The first instant at which a day may begin at some venue: every zone is whole quarters of an hour from UTC.</returns>
    static Instant NextDay(Instant now) =>
        Instant.FromUnixTimeSeconds((now.ToUnixTimeSeconds() / SecondsInQuarter + 1) * SecondsInQuarter);
}
