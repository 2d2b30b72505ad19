using Besoksnaring.Api.Subscriptions;
using Besoksnaring.Api.Webhooks.Signing;
using NodaTime;

namespace Besoksnaring.Api.Webhooks;

/// <summary>The headers of one attempt, signed by all secrets that are in force.</summary>
static class SignedHeaders
{
    static readonly KeyValuePair<string, string> Json = new("Content-Type", "application/json");

    /// <param name="id">The message's: the same for each attempt.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(Subscription subscription, string id, Instant now, byte[] body)
    {
        string[] secrets = subscription.PreviousSecret is { } previous && subscription.PreviousUntil > now ? [subscription.Secret, previous] : [subscription.Secret];
        return [Json, .. WebhookHeaders.For(id, now, [.. secrets.Select(secret => WebhookSecret.Read(secret).Secret!)], body)];
    }
}
