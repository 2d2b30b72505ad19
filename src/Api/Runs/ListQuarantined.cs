using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Runs;

sealed class ListQuarantined(RunReader runs) : IOperation
{
    public static OperationDescription Description { get; } = new("listQuarantined", "Providers", "Every record of a run that could not be read", "QuarantinedList")
    {
        Path = [FindRun.Id],
        Query = [Parameters.Limit, Parameters.Offset],
        Problems = [ProblemType.RunUnknown],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var given = (string)context.Request.RouteValues["id"]!;
        if (!Guid.TryParse(given, out var id) || await runs.FindAsync(id, 0, cancellationToken) is null)
        {
            await ProblemAnswer.WriteAsync(context, Problem.RunUnknown(given));
            return;
        }
        var page = new Page(await runs.CountQuarantinedAsync(id, cancellationToken), query.Of(Parameters.Limit), query.Of(Parameters.Offset));
        var answer = JsonAnswer.List(context, query, page, "quarantined");
        foreach (var record in await runs.ReadQuarantinedAsync(id, page.Limit, page.Offset, cancellationToken))
        {
            answer.Row(record, null);
        }
        await answer.EndListAsync(context, Caching.Status);
    }
}
