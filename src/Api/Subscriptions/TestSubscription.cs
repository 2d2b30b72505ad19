using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Outbound;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Webhooks;
using NodaTime;

namespace Besoksnaring.Api.Subscriptions;

sealed class TestSubscription(SubscriptionBook subscriptions, CataloguePosition catalogue, OutboundCalls calls, IClock clock) : IOperation
{
    public static OperationDescription Description { get; } = new("testSubscription", SubscriptionPath.Tag, "Be called now, and see what comes back", "SubscriptionTest")
    {
        Remarks = "Sends a signed message of type `subscription.test` and waits for the answer, 15 seconds at most. Changes nothing, whatever comes of it; also while it is paused. " + SubscriptionPath.OfOthers,
        Method = HttpMethods.Post,
        Scope = Scope.Subscriptions,
        Path = [SubscriptionPath.Id],
        Problems = [ProblemType.SubscriptionUnknown],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var id = SubscriptionPath.IdOf(context);
        if (await subscriptions.FindAsync(context.Caller()!, id, cancellationToken) is not { } subscription)
        {
            await ProblemAnswer.WriteAsync(context, Problem.SubscriptionUnknown(id));
            return;
        }
        var (now, log) = (clock.GetCurrentInstant(), await catalogue.ReadStateAsync(cancellationToken));
        var message = WebhookMessage.OfTest(id, log, now);
        var messageId = $"msg_{id}_test_{Guid.NewGuid():N}";
        var answer = await calls.PostAsync(new Uri(subscription.Address), SignedHeaders.Of(subscription, messageId, now, message.Body), message.Body, cancellationToken);
        await JsonAnswer.ObjectAsync(context, new TestView(messageId, answer.IsSuccess, answer.Status, (int)answer.Latency.TotalMilliseconds, answer.Text, answer.Fault), Caching.Private);
    }
}

/// <summary>What came of a test.</summary>
sealed record TestView(string MessageId, bool IsSuccess, int? Status, int LatencyMs, string Answer, string? Fault);
