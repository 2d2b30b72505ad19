using NodaTime;

namespace Besoksnaring.Api.Tests.Catalogue;

sealed class StoppedClock(Instant now) : IClock
{
    public Instant GetCurrentInstant() => now;
}
