using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;

namespace Besoksnaring.Api.Subscriptions;

/// <summary>Where a subscription is, and how one is answered.</summary>
static class SubscriptionPath
{
    public const string Root = "/api/v1/subscriptions";

    public const string Tag = "Subscriptions";

    public const string OfOthers = "Another partner's answers 404.";

    public static readonly PathParameter Id = new("id", "The subscription's id.", "m4x8c2rt91qz");

    public static string IdOf(HttpContext context) => (string)context.GetRouteValue("id")!;

    /// <param name="subscription">Null: the partner has none of that id.</param>
    public static Task AnswerAsync(HttpContext context, Subscription? subscription, bool showsSecret = false) => subscription is null
        ? ProblemAnswer.WriteAsync(context, Problem.SubscriptionUnknown(IdOf(context)))
        : JsonAnswer.ObjectAsync(context, SubscriptionView.Of(subscription, showsSecret), Caching.Private, SubscriptionView.Links(subscription, context.PublicUrl()));
}
