using NodaTime;

namespace Besoksnaring.Api.Subscriptions;

/// <summary>A subscription as its partner sees it.</summary>
/// <param name="Epoch">Of the log that the position is of.</param>
/// <param name="Secret">Only where it was made just now: it is shown once.</param>
/// <param name="PreviousSecretUntil">Messages are signed with the secret before, too, until then.</param>
sealed record SubscriptionView(
    string Id, string Name, string Address, string? Search, IReadOnlyList<string> Kinds, string Payload, IReadOnlyList<string> Languages,
    string State, string? Reason, string Epoch, long Position, int Failures, Instant? FailingSince, Instant? NextAttemptAt, Instant? LastSuccessAt,
    Instant CreatedAt, Instant UpdatedAt, string? Secret, Instant? PreviousSecretUntil)
{
    public static SubscriptionView Of(Subscription s, bool showsSecret = false) => new(
        s.Id, s.Name, s.Address, s.SearchId, s.Kinds, s.Payload, s.Languages, s.State, s.Reason, s.Epoch.ToString("N"), s.Position, s.Failures,
        s.FailingSince, s.NextAttemptAt, s.LastSuccessAt, s.CreatedAt, s.UpdatedAt, showsSecret ? s.Secret : null, s.PreviousUntil);

    public static (string Rel, string Href)[] Links(Subscription subscription, string publicUrl) =>
    [
        ("self", $"{publicUrl}{SubscriptionPath.Root}/{subscription.Id}"),
        ("deliveries", $"{publicUrl}{SubscriptionPath.Root}/{subscription.Id}/deliveries"),
        .. subscription.SearchId is { } search ? [("search", $"{publicUrl}{Searches.SearchPath.Root}/{search}")] : Array.Empty<(string, string)>(),
    ];
}

/// <summary>An attempt as its partner sees it.</summary>
sealed record DeliveryView(
    long Number, Instant At, string MessageId, string Type, string? ListingId, long? Position, int Attempt, int? Status, int LatencyMs, string Answer, string? Fault)
{
    public static DeliveryView Of(Delivery d) =>
        new(d.Number, d.At, d.MessageId, d.Type, d.ListingId, d.Position, d.Attempt, d.Status, d.LatencyMs, d.Answer, d.Fault);
}
