using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Feeds;

sealed class ReadFeed(FeedReader feeds) : IOperation
{
    public static OperationDescription Description { get; } = new("readFeed", "Feeds", "All listings of one kind, or of all, and every change of them", "FeedPage")
    {
        Remarks = "RPDE 1.0 (OpenActive), ordered by change number. Begin without `afterChangeNumber` and follow `next`, always: every listing comes once, at its latest position, "
            + "and again whenever anything of it changes. What is `deleted` is to be removed; an id that you do not have is none of yours. A page without items is the last: ask the same address again after a while. "
            + "`data` is the whole listing, the same at every call until it changes.",
        Path = [FeedParameters.Kind],
        Query = [FeedParameters.After, Parameters.Language],
        Problems = [ProblemType.FeedUnknown],
    };

    public Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken) => FeedParameters.FilterOf(context) is { } filter
        ? FeedAnswer.SendAsync(context, feeds, filter, query, "", cancellationToken)
        : ProblemAnswer.WriteAsync(context, FeedParameters.Unknown(context));
}
