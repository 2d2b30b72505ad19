using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Bodies;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using NodaTime;

namespace Besoksnaring.Api.Searches;

sealed class SaveSearch(SavedSearches searches, Known known, IClock clock) : IOperation
{
    public static OperationDescription Description { get; } = new("saveSearch", "Saved searches", "Save a search under a short, permanent address", "SavedSearch")
    {
        Remarks = "`Location` is where everybody can ask it, without a key. Whatever a call would be refused for is refused now.",
        Method = HttpMethods.Post,
        Status = StatusCodes.Status201Created,
        Scope = Scope.Searches,
        Body = SearchBody.Description,
        Problems = [.. JsonBody.Problems, ProblemType.InvalidValue, ProblemType.CalendarNoData, ProblemType.SearchesTooMany],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var publicUrl = context.PublicUrl();
        var (body, problem) = await SearchBody.ReadAsync(context, publicUrl, known, clock.GetCurrentInstant());
        var search = body is null ? null : await searches.SaveAsync(context.Caller()!, body, cancellationToken);
        if (search is null)
        {
            await ProblemAnswer.WriteAsync(context, problem ?? Problem.SearchesTooMany());
            return;
        }
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers.Location = $"{publicUrl}{SearchPath.Root}/{search.Id}";
        await JsonAnswer.ObjectAsync(context, SavedSearchView.Of(search), Caching.Private, SavedSearchView.Links(search, publicUrl));
    }
}
