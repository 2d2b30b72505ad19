using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Feeds;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Searches;

namespace Besoksnaring.Api.Exports;

sealed class ExportSearch(ExportAnswer exports, SearchFeeds searches) : IOperation
{
    public static OperationDescription Description { get; } = new("exportSearch", "Feeds", "All that a saved search finds at once, and where to go on", "Export")
    {
        Remarks = ExportAnswer.Remarks,
        Path = [SearchPath.Id],
        Query = [Parameters.Language],
        Problems = [ProblemType.SearchUnknown, ProblemType.SearchRemoved, ProblemType.SearchOutdated, ProblemType.SearchWithoutFeed, ProblemType.CalendarNoData],
        ContentType = ExportAnswer.ContentType,
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var id = SearchPath.IdOf(context);
        var (feed, problem) = await searches.FindAsync(id, context.PublicUrl(), cancellationToken);
        await (problem is not null
            ? ProblemAnswer.WriteAsync(context, problem)
            : exports.SendAsync(context, feed!.Filter, feed.Saved.With(query), $"{SearchPath.Root}/{id}/feed", cancellationToken));
    }
}
