using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Subscriptions;

sealed class FindSubscription(SubscriptionBook subscriptions) : IOperation
{
    public static OperationDescription Description { get; } = new("findSubscription", SubscriptionPath.Tag, "One subscription, and how it goes", "Subscription")
    {
        Remarks = "Everything up to `position` has been told. After failures: how many in a row, since when, and when it is tried again. " + SubscriptionPath.OfOthers,
        Scope = Scope.Subscriptions,
        Path = [SubscriptionPath.Id],
        Problems = [ProblemType.SubscriptionUnknown],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken) =>
        await SubscriptionPath.AnswerAsync(context, await subscriptions.FindAsync(context.Caller()!, SubscriptionPath.IdOf(context), cancellationToken));
}
