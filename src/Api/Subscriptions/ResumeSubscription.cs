using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Subscriptions;

sealed class ResumeSubscription(SubscriptionBook subscriptions) : IOperation
{
    public static OperationDescription Description { get; } = new("resumeSubscription", SubscriptionPath.Tag, "Be called again, now", "Subscription")
    {
        Remarks = "Also where the receiver was given up, said that it was gone, or is to be tried only later: it is tried at once. " + SubscriptionPath.OfOthers,
        Method = HttpMethods.Post,
        Scope = Scope.Subscriptions,
        Path = [SubscriptionPath.Id],
        Problems = [ProblemType.SubscriptionUnknown],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken) =>
        await SubscriptionPath.AnswerAsync(context, await subscriptions.ChangeAsync(context.Caller()!, SubscriptionPath.IdOf(context), "subscription resumed", subscription =>
        {
            (subscription.State, subscription.Reason) = (Subscription.Active, null);
            (subscription.Failures, subscription.FailingSince, subscription.NextAttemptAt) = (0, null, null);
        }, cancellationToken));
}
