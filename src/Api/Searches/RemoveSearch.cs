using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Searches;

sealed class RemoveSearch(SavedSearches searches) : IOperation
{
    public static OperationDescription Description { get; } = new("removeSearch", "Saved searches", "Remove a saved search of one's own", "SavedSearch")
    {
        Remarks = "Its address answers 410 for ever after. Another partner's answers 404.",
        Method = HttpMethods.Delete,
        Status = StatusCodes.Status204NoContent,
        Scope = Scope.Searches,
        Path = [SearchPath.Id],
        Problems = [ProblemType.SearchUnknown, ProblemType.SearchRemoved],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var id = SearchPath.IdOf(context);
        var (search, isDone) = await searches.RemoveAsync(context.Caller()!, id, cancellationToken);
        if (!isDone)
        {
            await ProblemAnswer.WriteAsync(context, SearchPath.Gone(id, search)!);
            return;
        }
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
