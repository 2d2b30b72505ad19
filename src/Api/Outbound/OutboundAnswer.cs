using NodaTime;

namespace Besoksnaring.Api.Outbound;

/// <summary>What came back from a partner's server.</summary>
/// <param name="Status">Null when there was no answer; then <paramref name="Fault"/> says why.</param>
/// <param name="RetryAfter">How long it asks us to wait, as it said: it may be any time; null when it does not ask.</param>
/// <param name="Latency">From the call until the answer was read or given up.</param>
/// <param name="Text">How the answer begins, fit to be shown and kept: no control characters; "" when it said nothing.</param>
/// <param name="Fault">Why there is no answer, in a sentence for the partner; null when there is.</param>
sealed record OutboundAnswer(int? Status, Duration? RetryAfter, Duration Latency, string Text, string? Fault)
{
    public bool IsSuccess => Status is >= 200 and <= 299;
}
