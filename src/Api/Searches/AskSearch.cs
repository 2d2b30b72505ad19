using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Events;
using Besoksnaring.Api.Listings;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using NodaTime;

namespace Besoksnaring.Api.Searches;

/// <summary>Answers a saved search as the search itself would be answered, at an address of its own.</summary>
sealed class AskSearch(SavedSearches searches, ListEvents events, ListListings listings, Known known, IClock clock) : IOperation
{
    public static OperationDescription Description { get; } = new("askSearch", "Saved searches", "What a saved search finds now", "SavedSearchAnswer")
    {
        Remarks = "The answer of `/events` or `/listings`, in every shape, with links that stay at this address. A language or limit that is saved is outweighed by one that is asked for; "
            + "nothing else can be asked otherwise. A word such as `this-weekend` means what it means now.",
        Path = [SearchPath.Id],
        Query = [Parameters.Language, Parameters.Limit, Parameters.Offset, new SavedCursor(), Parameters.Shape],
        Problems = [ProblemType.SearchUnknown, ProblemType.SearchRemoved, ProblemType.SearchOutdated, ProblemType.CalendarNoData],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var id = SearchPath.IdOf(context);
        var search = await searches.FindAsync(id, cancellationToken);
        if (SearchPath.Gone(id, search) is { } gone)
        {
            await ProblemAnswer.WriteAsync(context, gone);
            return;
        }
        // The same names, as the searched resource understands them.
        var (given, strange) = await QueryReading.ReadAsync(context.Request.QueryString, SearchBody.Asked(search!.Resource), known, cancellationToken);
        if (strange.Count > 0)
        {
            await ProblemAnswer.WriteAsync(context, Problem.Refused(strange, context.PublicUrl()));
            return;
        }
        var (saved, outdated) = await SavedMeaning.ReadAsync(search, known, clock.GetCurrentInstant(), context.PublicUrl(), cancellationToken);
        if (outdated is not null)
        {
            await ProblemAnswer.WriteAsync(context, outdated);
            return;
        }
        var whole = saved!.With(given);
        await (search.Resource == "events" ? events.AnswerAsync(context, whole, cancellationToken) : listings.AnswerAsync(context, whole, cancellationToken));
    }
}
