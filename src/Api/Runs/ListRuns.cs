using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Runs;

sealed class ListRuns(RunReader runs) : IOperation
{
    public static OperationDescription Description { get; } = new("listRuns", "Providers", "Every reading of a provider and how it ended, newest first", "RunList")
    {
        Remarks = "`complete`: all was read. `unchanged`: nothing was new. `partial`: something was missing, so nothing was withdrawn. "
            + "`failed`: nothing usable came. `held`: it would withdraw so much that a person must decide. `running`: not ended.",
        Query = [Parameters.Provider, Parameters.Verdict, Parameters.Limit, Parameters.Offset],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var (limit, offset) = (query.Of(Parameters.Limit), query.Of(Parameters.Offset));
        var (rows, total) = await runs.ReadAsync(query.Of(Parameters.Provider), query.Of(Parameters.Verdict), limit, offset, cancellationToken);
        var answer = JsonAnswer.List(context, query, new Page(total, limit, offset), "runs");
        foreach (var run in rows)
        {
            // As a RunView: a list has no details.
            answer.Row<RunView>(run, $"{context.PublicUrl()}/api/v1/runs/{run.Id}");
        }
        await answer.EndListAsync(context, Caching.Status);
    }
}
