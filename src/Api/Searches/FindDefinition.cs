using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Searches;

sealed class FindDefinition(SavedSearches searches) : IOperation
{
    public static OperationDescription Description { get; } = new("findSearchDefinition", "Saved searches", "What a saved search asks for", "SavedSearch")
    {
        Path = [SearchPath.Id],
        Problems = [ProblemType.SearchUnknown, ProblemType.SearchRemoved],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var id = SearchPath.IdOf(context);
        var search = await searches.FindAsync(id, cancellationToken);
        await (SearchPath.Gone(id, search) is { } gone
            ? ProblemAnswer.WriteAsync(context, gone)
            : JsonAnswer.ObjectAsync(context, SavedSearchView.Of(search!), Caching.Status, SavedSearchView.Links(search!, context.PublicUrl())));
    }
}
