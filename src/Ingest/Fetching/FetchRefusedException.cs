using NodaTime;

namespace Besoksnaring.Ingest.Fetching;

/// <summary>The answer, or the way to it, is not one we take: another attempt would be the same.</summary>
sealed class FetchRefusedException(string reason, Instant? notBefore = null) : Exception(reason)
{
    public Instant? NotBefore { get; } = notBefore;
}
