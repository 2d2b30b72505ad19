using System.Text.Json.Nodes;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Bodies;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Subscriptions;

sealed class ReplaySubscription(SubscriptionBook subscriptions, CataloguePosition catalogue) : IOperation
{
    public static OperationDescription Description { get; } = new("replaySubscription", SubscriptionPath.Tag, "Be told again, from a position on", "Subscription")
    {
        Remarks = "Each listing that changed after the position comes once more, as it is now; 0 is every listing there is. " + SubscriptionPath.OfOthers,
        Method = HttpMethods.Post,
        Scope = Scope.Subscriptions,
        Path = [SubscriptionPath.Id],
        Body = new(
            _ => new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = false,
                ["required"] = new JsonArray("after"),
                ["properties"] = new JsonObject
                {
                    ["after"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["description"] = "The position of the log to begin after." },
                },
            },
            new JsonObject { ["after"] = 120 }),
        Problems = [.. JsonBody.Problems, ProblemType.InvalidValue, ProblemType.SubscriptionUnknown],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var (json, problem) = await JsonBody.ReadAsync(context);
        using var _ = json;
        if (problem is not null)
        {
            await ProblemAnswer.WriteAsync(context, problem);
            return;
        }
        var log = await catalogue.ReadStateAsync(cancellationToken);
        var members = new BodyMembers(json!.RootElement);
        var after = members.Required("after", 0, log.Position);
        if (members.End() is { Count: > 0 } refusals)
        {
            await ProblemAnswer.WriteAsync(context, Problem.Refused(refusals, context.PublicUrl()));
            return;
        }
        await SubscriptionPath.AnswerAsync(context, await subscriptions.ChangeAsync(
            context.Caller()!, SubscriptionPath.IdOf(context), $"subscription replayed from {after}", s => (s.Position, s.Epoch) = (after, log.Epoch), cancellationToken));
    }
}
