using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Subscriptions;

sealed class PauseSubscription(SubscriptionBook subscriptions) : IOperation
{
    public static OperationDescription Description { get; } = new("pauseSubscription", SubscriptionPath.Tag, "Not be called for a while", "Subscription")
    {
        Remarks = "Nothing is lost, however long it takes: once resumed, each listing that changed meanwhile comes once. " + SubscriptionPath.OfOthers,
        Method = HttpMethods.Post,
        Scope = Scope.Subscriptions,
        Path = [SubscriptionPath.Id],
        Problems = [ProblemType.SubscriptionUnknown],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken) =>
        await SubscriptionPath.AnswerAsync(context, await subscriptions.ChangeAsync(
            context.Caller()!, SubscriptionPath.IdOf(context), "subscription paused", s => (s.State, s.Reason) = (Subscription.Paused, "Paused by its partner."), cancellationToken));
}
