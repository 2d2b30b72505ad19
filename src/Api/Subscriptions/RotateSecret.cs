using System.Text.Json.Nodes;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Bodies;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Webhooks.Signing;
using NodaTime;

namespace Besoksnaring.Api.Subscriptions;

sealed class RotateSecret(SubscriptionBook subscriptions, IClock clock) : IOperation
{
    const int MostHours = 168;
    const int Hours = 24;

    public static OperationDescription Description { get; } = new("rotateSecret", SubscriptionPath.Tag, "Change the secret that messages are signed with", "Subscription")
    {
        Remarks = "`secret` is shown now and never again. For the hours of the overlap messages have two signatures, with the new secret and with the one before. " + SubscriptionPath.OfOthers,
        Method = HttpMethods.Post,
        Scope = Scope.Subscriptions,
        Path = [SubscriptionPath.Id],
        Body = new(
            _ => new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = false,
                ["properties"] = new JsonObject
                {
                    ["overlapHours"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = MostHours, ["default"] = Hours, ["description"] = "How long the secret before goes on." },
                },
            },
            new JsonObject { ["overlapHours"] = Hours }),
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
        var members = new BodyMembers(json!.RootElement);
        var hours = members.Number("overlapHours", 0, MostHours) ?? Hours;
        if (members.End() is { Count: > 0 } refusals)
        {
            await ProblemAnswer.WriteAsync(context, Problem.Refused(refusals, context.PublicUrl()));
            return;
        }
        var until = clock.GetCurrentInstant() + Duration.FromHours(hours);
        await SubscriptionPath.AnswerAsync(context, await subscriptions.ChangeAsync(
            context.Caller()!, SubscriptionPath.IdOf(context), "subscription's secret rotated",
            s =>
            {
                (s.PreviousSecret, s.PreviousUntil) = hours > 0 ? (s.Secret, until) : ((string?)null, (Instant?)null);
                s.Secret = WebhookSecret.Make().Text;
            }, cancellationToken), showsSecret: true);
    }
}
