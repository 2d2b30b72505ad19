using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Feeds;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Rights;
using Besoksnaring.Api.Searches;

namespace Besoksnaring.Api.Streams;

sealed class StreamSearch(FeedReader feeds, SearchFeeds searches, StreamAnswer streams) : IOperation
{
    public static OperationDescription Description { get; } = new("streamSearch", "Feeds", "Every change of what a saved search finds, as it happens (server-sent events)", "EventStream")
    {
        Remarks = "The search's feed as events, without the listings themselves: `id` is the position. What changes and is not what the search asks for comes as `deleted`. Any position can be gone on from, however old: "
            + "then each listing comes once, where it changed last. When the search is changed or removed, the stream ends.",
        Path = [SearchPath.Id],
        Query = [StreamAnswer.After],
        Problems = [ProblemType.SearchUnknown, ProblemType.SearchRemoved, ProblemType.SearchOutdated, ProblemType.SearchWithoutFeed, ProblemType.CalendarNoData],
        ContentType = "text/event-stream",
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var (id, publicUrl) = (SearchPath.IdOf(context), context.PublicUrl());
        var (feed, problem) = await searches.FindAsync(id, publicUrl, cancellationToken);
        await (problem is not null
            ? ProblemAnswer.WriteAsync(context, problem)
            : streams.SendAsync(context, query, $"{id} {feed!.Revision}", (after, limit, stop) => ReadAsync(id, feed, publicUrl, after, limit, stop), cancellationToken));
    }

    async Task<StreamPage> ReadAsync(string id, SearchFeed feed, string publicUrl, long after, int limit, CancellationToken cancellationToken)
    {
        var (now, _) = await searches.FindAsync(id, publicUrl, cancellationToken);
        var page = await feeds.ReadAsync(feed.Filter, after, limit, null, ReaderRights.Public, cancellationToken);
        return new([.. page.Items.Select(StreamEvent.Of)], page.Log, page.Next(after), IsOver: now?.Revision != feed.Revision);
    }
}
