using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Besoksnaring.Portal.SignIn;

/// <summary>A link that was sent to a mail address and can be used once. What is in the link is nowhere else: here is its hash.</summary>
sealed class SignInLink
{
    const int SecretBytes = 32;

    public static readonly Duration Life = Duration.FromMinutes(20);

    public required byte[] Hash { get; init; }

    public required string Email { get; init; }

    public required Instant ExpiresAt { get; init; }

    /// <summary>Where on this site the person was going.</summary>
    public string? ReturnTo { get; init; }

    /// <summary>Makes who uses it an administrator: only the operator's command makes such a link.</summary>
    public bool MakesAdministrator { get; init; }

    public Instant? UsedAt { get; set; }

    /// <returns>What to send: 256 bits by the system's random generator.</returns>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The secret is random, so there is nothing to slow a guess down for.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
