using System.Globalization;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Feeds;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Subscriptions;

sealed class ListDeliveries(SubscriptionBook subscriptions) : IOperation
{
    static readonly PositionParameter Before = new("before", "Only attempts before the one of this number: follow `next`, unchanged. Default: from the latest.");

    public static OperationDescription Description { get; } = new("listDeliveries", SubscriptionPath.Tag, "Each attempt to call, and what came of it", "DeliveryList")
    {
        Remarks = "The latest first. The latest 1,000 are kept, for 30 days. " + SubscriptionPath.OfOthers,
        Scope = Scope.Subscriptions,
        Path = [SubscriptionPath.Id],
        Query = [Parameters.Limit, Before],
        Problems = [ProblemType.SubscriptionUnknown],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var (id, limit) = (SubscriptionPath.IdOf(context), query.Of(Parameters.Limit));
        if (await subscriptions.FindAsync(context.Caller()!, id, cancellationToken) is null)
        {
            await ProblemAnswer.WriteAsync(context, Problem.SubscriptionUnknown(id));
            return;
        }
        var rows = await subscriptions.DeliveriesAsync(id, query.Of(Before), limit, cancellationToken);
        var answer = JsonAnswer.List("deliveries", json =>
        {
            json.WriteStartObject("_meta");
            json.WriteNumber("limit", limit);
            json.WriteEndObject();
            json.WriteStartObject("_links");
            Links.Write(json, "self", context.ListAddress() + query.Write());
            if (rows.Count == limit)
            {
                var others = query.WriteWithout(Before);
                Links.Write(json, "next", $"{context.ListAddress()}{(others.Length > 0 ? others + "&" : "?")}{Before.Name}={rows[^1].Number.ToString(CultureInfo.InvariantCulture)}");
            }
            json.WriteEndObject();
        });
        foreach (var delivery in rows)
        {
            answer.Row(DeliveryView.Of(delivery), null);
        }
        await answer.EndListAsync(context, Caching.Private);
    }
}
