using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Subscriptions;

sealed class RemoveSubscription(SubscriptionBook subscriptions) : IOperation
{
    public static OperationDescription Description { get; } = new("removeSubscription", SubscriptionPath.Tag, "Be called no more", "Subscription")
    {
        Remarks = "It is gone with its log of deliveries. A message that is on its way may still come. " + SubscriptionPath.OfOthers,
        Method = HttpMethods.Delete,
        Status = StatusCodes.Status204NoContent,
        Scope = Scope.Subscriptions,
        Path = [SubscriptionPath.Id],
        Problems = [ProblemType.SubscriptionUnknown],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var id = SubscriptionPath.IdOf(context);
        if (!await subscriptions.RemoveAsync(context.Caller()!, id, cancellationToken))
        {
            await ProblemAnswer.WriteAsync(context, Problem.SubscriptionUnknown(id));
            return;
        }
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
