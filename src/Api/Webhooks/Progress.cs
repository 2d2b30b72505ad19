using Besoksnaring.Api.Subscriptions;
using NodaTime;

namespace Besoksnaring.Api.Webhooks;

/// <summary>How far a subscription has been told, and how that goes.</summary>
/// <param name="Generation">What the row was when this began: once it is another, this is not written any more.</param>
sealed record Progress(
    string Id, int Generation, Guid Epoch, long Position, int Failures, Instant? FailingSince, Instant? NextAttemptAt, Instant? LastSuccessAt, string State, string? Reason)
{
    public static Progress Of(Subscription s) => new(s.Id, s.Generation, s.Epoch, s.Position, s.Failures, s.FailingSince, s.NextAttemptAt, s.LastSuccessAt, s.State, s.Reason);
}
