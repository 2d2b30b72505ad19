using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Providers;

sealed class ListProviders(ProviderReader providers) : IOperation
{
    public static OperationDescription Description { get; } = new("listProviders", "Providers", "Who the listings come from, and how fresh each is", "ProviderList")
    {
        Remarks = "`health`: `ok`; `late` (its next reading is overdue); `held` (a reading waits for a person's decision); `failing`; `never` (not read yet).",
        Query = [Parameters.Limit, Parameters.Offset],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var all = await providers.ReadAllAsync(cancellationToken);
        var page = new Page(all.Count, query.Of(Parameters.Limit), query.Of(Parameters.Offset));
        var answer = JsonAnswer.List(context, query, page, "providers");
        foreach (var provider in all.Skip(page.Offset).Take(page.Limit))
        {
            answer.Row(provider, $"{context.PublicUrl()}/api/v1/providers/{provider.Id}");
        }
        await answer.EndListAsync(context, Caching.Status);
    }
}
