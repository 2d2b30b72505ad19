using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Bodies;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Outbound;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Subscriptions;

sealed class AddSubscription(SubscriptionBook subscriptions, SubscribedSearch searches, CataloguePosition catalogue, OutboundRules outbound) : IOperation
{
    public static OperationDescription Description { get; } = new("addSubscription", SubscriptionPath.Tag, "Be called at every change", "Subscription")
    {
        Remarks = "Messages are posted and signed after Standard Webhooks 1.0.0. `secret` is what to check the signature with: it is shown now and never again. Begins with what changes from now on, or after the position `after`.",
        Method = HttpMethods.Post,
        Status = StatusCodes.Status201Created,
        Scope = Scope.Subscriptions,
        Body = SubscriptionBody.Description,
        Problems = [.. JsonBody.Problems, ProblemType.InvalidValue, ProblemType.SearchOutdated, ProblemType.SearchWithoutFeed, ProblemType.CalendarNoData, ProblemType.SubscriptionsTooMany],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var publicUrl = context.PublicUrl();
        var (body, problem) = await SubscriptionBody.ReadAsync(context, outbound, publicUrl, isNew: true);
        problem ??= await searches.ProblemAsync(context.Caller()!, body!.Search, publicUrl, cancellationToken);
        if (problem is not null)
        {
            await ProblemAnswer.WriteAsync(context, problem);
            return;
        }
        var log = await catalogue.ReadStateAsync(cancellationToken);
        if (await subscriptions.AddAsync(context.Caller()!, body!, log, cancellationToken) is not { } subscription)
        {
            await ProblemAnswer.WriteAsync(context, Problem.SubscriptionsTooMany());
            return;
        }
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers.Location = $"{publicUrl}{SubscriptionPath.Root}/{subscription.Id}";
        await SubscriptionPath.AnswerAsync(context, subscription, showsSecret: true);
    }
}
