using System.Security.Cryptography;

namespace Besoksnaring.Api.Webhooks.Signing;

/// <summary>
/// What a partner and we sign with, as Standard Webhooks writes it: <c>whsec_</c> and the base64 of 24 to 64 bytes. The key is those bytes.
/// It is shown by <see cref="Text"/> alone: nothing that is logged by accident says it.
/// </summary>
sealed class WebhookSecret
{
    public const string Begin = "whsec_";

    const int MadeBytes = 32;
    const int FewestBytes = 24;
    const int MostBytes = 64;

    readonly byte[] key;

    WebhookSecret(byte[] key) => this.key = key;

    /// <summary>As the partner has it.</summary>
    public string Text => Begin + Convert.ToBase64String(key);

    public ReadOnlySpan<byte> Key => key;

    public static WebhookSecret Make() => new(RandomNumberGenerator.GetBytes(MadeBytes));

    /// <returns>It, or a sentence that says what is wrong with it and does not say it.</returns>
    public static (WebhookSecret? Secret, string? Refusal) Read(string text)
    {
        if (!text.StartsWith(Begin, StringComparison.Ordinal))
        {
            return (null, $"A secret begins with '{Begin}'.");
        }
        Span<byte> bytes = stackalloc byte[MostBytes];
        var base64 = text.AsSpan(Begin.Length);
        // What it decodes to must be written just so: .NET's reader passes over spaces and over bits that are too many.
        var isBase64 = Convert.TryFromBase64Chars(base64, bytes, out var length) && base64.SequenceEqual(Convert.ToBase64String(bytes[..length]));
        return isBase64 && length >= FewestBytes
            ? (new(bytes[..length].ToArray()), null)
            : (null, $"After '{Begin}' a secret has the base64, with padding, of {FewestBytes} to {MostBytes} bytes.");
    }

    public override string ToString() => Begin + "…";
}
