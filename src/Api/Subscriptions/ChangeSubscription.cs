using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Bodies;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Outbound;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Subscriptions;

sealed class ChangeSubscription(SubscriptionBook subscriptions, SubscribedSearch searches, OutboundRules outbound) : IOperation
{
    public static OperationDescription Description { get; } = new("changeSubscription", SubscriptionPath.Tag, "Change what one subscribes to", "Subscription")
    {
        Remarks = "The whole of it is replaced; secret, position and state stay. What is newly asked for is told from now on: replay it to be told of what there is. " + SubscriptionPath.OfOthers,
        Method = HttpMethods.Put,
        Scope = Scope.Subscriptions,
        Path = [SubscriptionPath.Id],
        Body = SubscriptionBody.Description,
        Problems = [.. JsonBody.Problems, ProblemType.InvalidValue, ProblemType.SearchOutdated, ProblemType.SearchWithoutFeed, ProblemType.CalendarNoData, ProblemType.SubscriptionUnknown],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var publicUrl = context.PublicUrl();
        var (body, problem) = await SubscriptionBody.ReadAsync(context, outbound, publicUrl, isNew: false);
        problem ??= await searches.ProblemAsync(context.Caller()!, body!.Search, publicUrl, cancellationToken);
        if (problem is not null)
        {
            await ProblemAnswer.WriteAsync(context, problem);
            return;
        }
        await SubscriptionPath.AnswerAsync(context, await subscriptions.ChangeAsync(context.Caller()!, SubscriptionPath.IdOf(context), "subscription changed", subscription =>
        {
            (subscription.Name, subscription.Address, subscription.SearchId) = (body!.Name, body.Address, body.Search);
            (subscription.Kinds, subscription.Payload, subscription.Languages) = (body.Kinds, body.Payload, body.Languages);
        }, cancellationToken));
    }
}
