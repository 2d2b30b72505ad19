using NodaTime;

namespace Besoksnaring.Portal.SignIn;

/// <summary>Something that can be tried only so often.</summary>
sealed class Attempt
{
    public long Number { get; init; }

    /// <summary>Whose it counts for, as a hash: neither address is kept.</summary>
    public required byte[] Subject { get; init; }

    public required Instant At { get; init; }
}
