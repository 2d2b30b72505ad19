using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Besoksnaring.Contracts;

namespace Besoksnaring.Api.Providers;

sealed class FindProvider(ProviderReader providers) : IOperation
{
    public static OperationDescription Description { get; } = new("findProvider", "Providers", "One provider", "Provider")
    {
        Path = [new PathParameter("id", "The provider's id.", "turid")],
        Problems = [ProblemType.ProviderUnknown],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        var provider = RecordKey.IsProvider(id) ? await providers.FindAsync(id, cancellationToken) : null;
        if (provider is null)
        {
            await ProblemAnswer.WriteAsync(context, Problem.ProviderUnknown(id));
            return;
        }
        var root = context.PublicUrl() + "/api/v1";
        await JsonAnswer.ObjectAsync(context, provider, Caching.Status,
            ("self", $"{root}/providers/{id}"), ("runs", $"{root}/runs?provider={id}"), ("listings", $"{root}/listings?provider={id}"));
    }
}
