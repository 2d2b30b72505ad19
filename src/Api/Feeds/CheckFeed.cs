using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Searches;

namespace Besoksnaring.Api.Feeds;

sealed class CheckFeed(ChecksumReader checksums) : IOperation
{
    public static OperationDescription Description { get; } = new("checkFeed", "Feeds", "Whether a copy of a feed is whole: its count and hash", "FeedChecksum")
    {
        Remarks = ChecksumAnswer.Remarks,
        Path = [FeedParameters.Kind],
        Query = [ChecksumAnswer.From, ChecksumAnswer.Before],
        Problems = [ProblemType.FeedUnknown],
    };

    public Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken) => FeedParameters.FilterOf(context) is { } filter
        ? ChecksumAnswer.SendAsync(context, checksums, filter, query, cancellationToken)
        : ProblemAnswer.WriteAsync(context, FeedParameters.Unknown(context));
}

sealed class CheckSearch(ChecksumReader checksums, SearchFeeds searches) : IOperation
{
    public static OperationDescription Description { get; } = new("checkSearch", "Feeds", "Whether a copy of what a saved search finds is whole: its count and hash", "FeedChecksum")
    {
        Remarks = ChecksumAnswer.Remarks,
        Path = [SearchPath.Id],
        Query = [ChecksumAnswer.From, ChecksumAnswer.Before],
        Problems = [ProblemType.SearchUnknown, ProblemType.SearchRemoved, ProblemType.SearchOutdated, ProblemType.SearchWithoutFeed, ProblemType.CalendarNoData],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var (feed, problem) = await searches.FindAsync(SearchPath.IdOf(context), context.PublicUrl(), cancellationToken);
        await (problem is not null ? ProblemAnswer.WriteAsync(context, problem) : ChecksumAnswer.SendAsync(context, checksums, feed!.Filter, query, cancellationToken));
    }
}

static class ChecksumAnswer
{
    public const string Remarks = "The hash of a listing is the first 8 bytes of SHA-256 of `id:modified`, as 16 hexadecimal digits; that of several is all of them by exclusive or. "
        + "Ask for it, read the feed to its last page, and when that brought nothing beyond `position`, the same sums over your copy must be equal: in all, and by kind and municipality. "
        + "Where they differ, ask for halves of the range by `idFrom` and `idBefore`; a range of at most 100 listings names them (`items`).";

    public static readonly IdParameter From = new("idFrom", "Only ids from this one on, in the order of their bytes.", "d2");

    public static readonly IdParameter Before = new("idBefore", "Only ids before this one.", "d3");

    public static async Task SendAsync(HttpContext context, ChecksumReader checksums, FeedFilter filter, QueryValues query, CancellationToken cancellationToken)
    {
        var sums = await checksums.ReadAsync(filter, query.Of(From), query.Of(Before), cancellationToken);
        await JsonAnswer.ObjectAsync(context, sums, Caching.Catalogue, ("self", context.ListAddress() + query.Write()));
    }
}
