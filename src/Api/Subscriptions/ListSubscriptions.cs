using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Subscriptions;

sealed class ListSubscriptions(SubscriptionBook subscriptions) : IOperation
{
    public static OperationDescription Description { get; } = new("listSubscriptions", SubscriptionPath.Tag, "What one subscribes to", "SubscriptionList")
    {
        Remarks = "Of the key's partner, the oldest first, each with its state and how far it has been told.",
        Scope = Scope.Subscriptions,
        Query = [Parameters.Limit, Parameters.Offset],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var (limit, offset) = (query.Of(Parameters.Limit), query.Of(Parameters.Offset));
        var (rows, total) = await subscriptions.ListAsync(context.Caller()!, limit, offset, cancellationToken);
        var answer = JsonAnswer.List(context, query, new Page(total, limit, offset), "subscriptions");
        foreach (var subscription in rows)
        {
            answer.Row(SubscriptionView.Of(subscription), $"{context.PublicUrl()}{SubscriptionPath.Root}/{subscription.Id}");
        }
        await answer.EndListAsync(context, Caching.Private);
    }
}
