using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Searches;

sealed class ListSearches(SavedSearches searches) : IOperation
{
    public static OperationDescription Description { get; } = new("listSearches", "Saved searches", "The searches that one has saved", "SavedSearchList")
    {
        Remarks = "Of the key's partner, the oldest first.",
        Scope = Scope.Searches,
        Query = [Parameters.Limit, Parameters.Offset],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var (limit, offset) = (query.Of(Parameters.Limit), query.Of(Parameters.Offset));
        var (rows, total) = await searches.ListAsync(context.Caller()!, limit, offset, cancellationToken);
        var answer = JsonAnswer.List(context, query, new Page(total, limit, offset), "searches");
        foreach (var search in rows)
        {
            answer.Row(SavedSearchView.Of(search), context.PublicUrl() + SearchPath.Root + $"/{search.Id}/definition");
        }
        await answer.EndListAsync(context, Caching.Private);
    }
}
