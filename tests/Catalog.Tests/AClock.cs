using NodaTime;

namespace Besoksnaring.Catalog.Tests;

/// <summary>A clock that a test sets.</summary>
sealed class AClock(Instant now) : IClock
{
    public Instant Now { get; set; } = now;

    public Instant GetCurrentInstant() => Now;
}
