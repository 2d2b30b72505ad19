using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Runs;

sealed class FindRun(RunReader runs) : IOperation
{
    const int QuarantinedShown = 100;

    public static readonly PathParameter Id = new("id", "The run's id.", "0199f7a2-3c4d-7e5f-8a9b-0c1d2e3f4a5b");

    public static OperationDescription Description { get; } = new("findRun", "Providers", "One run: what could not be read, mapped or placed, and why", "Run")
    {
        Remarks = $"`quarantined` holds the first {QuarantinedShown} records that could not be read, each with its place in the provider's answer and the reason; "
            + "the link `quarantined` leads to all of them. `unmappedCategories` are the provider's words that no concept is known for.",
        Path = [Id],
        Problems = [ProblemType.RunUnknown],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var given = (string)context.Request.RouteValues["id"]!;
        var run = Guid.TryParse(given, out var id) ? await runs.FindAsync(id, QuarantinedShown, cancellationToken) : null;
        if (run is null)
        {
            await ProblemAnswer.WriteAsync(context, Problem.RunUnknown(given));
            return;
        }
        var root = context.PublicUrl() + "/api/v1";
        await JsonAnswer.ObjectAsync(context, run, Caching.Status,
            ("self", $"{root}/runs/{id}"), ("quarantined", $"{root}/runs/{id}/quarantined"), ("provider", $"{root}/providers/{run.Provider}"));
    }
}
