using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Bodies;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using NodaTime;

namespace Besoksnaring.Api.Searches;

sealed class ChangeSearch(SavedSearches searches, Known known, IClock clock) : IOperation
{
    public static OperationDescription Description { get; } = new("changeSearch", "Saved searches", "Change a saved search of one's own", "SavedSearch")
    {
        Remarks = "The whole of it is replaced; the address stays. Another partner's answers 404.",
        Method = HttpMethods.Put,
        Scope = Scope.Searches,
        Path = [SearchPath.Id],
        Body = SearchBody.Description,
        Problems = [.. JsonBody.Problems, ProblemType.InvalidValue, ProblemType.CalendarNoData, ProblemType.SearchUnknown, ProblemType.SearchRemoved],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var (id, publicUrl) = (SearchPath.IdOf(context), context.PublicUrl());
        var (body, problem) = await SearchBody.ReadAsync(context, publicUrl, known, clock.GetCurrentInstant());
        if (problem is not null)
        {
            await ProblemAnswer.WriteAsync(context, problem);
            return;
        }
        var (search, _) = await searches.ChangeAsync(context.Caller()!, id, body!, cancellationToken);
        await (SearchPath.Gone(id, search) is { } gone
            ? ProblemAnswer.WriteAsync(context, gone)
            : JsonAnswer.ObjectAsync(context, SavedSearchView.Of(search!), Caching.Private, SavedSearchView.Links(search!, publicUrl)));
    }
}
