using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Searches;

namespace Besoksnaring.Api.Feeds;

sealed class ReadSearchFeed(FeedReader feeds, SearchFeeds searches) : IOperation
{
    public static OperationDescription Description { get; } = new("readSearchFeed", "Feeds", "What a saved search finds, and every change of it", "FeedPage")
    {
        Remarks = "As the feed of a kind, RPDE 1.0. A listing that changes and is not what the search asks for, or is no longer, comes as `deleted`. Load the copy from the search's export first: it has no deletions to read past. "
            + "When the search itself is changed, load the copy anew. A search that asks for times has no feed.",
        Path = [SearchPath.Id],
        Query = [FeedParameters.After, Parameters.Language],
        Problems = [ProblemType.SearchUnknown, ProblemType.SearchRemoved, ProblemType.SearchOutdated, ProblemType.SearchWithoutFeed, ProblemType.CalendarNoData],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var (feed, problem) = await searches.FindAsync(SearchPath.IdOf(context), context.PublicUrl(), cancellationToken);
        await (problem is not null
            ? ProblemAnswer.WriteAsync(context, problem)
            : FeedAnswer.SendAsync(context, feeds, feed!.Filter, feed.Saved.With(query), feed.Revision, cancellationToken));
    }
}
