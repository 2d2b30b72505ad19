using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Besoksnaring.Api.Webhooks.Signing;

/// <summary>What makes a POST a delivery by Standard Webhooks 1.0.0: which message it is, when this attempt was made, and that it is ours.</summary>
static class WebhookHeaders
{
    public const string Id = "webhook-id";
    public const string Timestamp = "webhook-timestamp";
    public const string Signature = "webhook-signature";

    /// <param name="id">The message's, the same at every attempt. It has no full stop, which would move the border to the time.</param>
    /// <param name="attemptedAt">This attempt's time, in whole seconds: receivers refuse what is more than five minutes off.</param>
    /// <param name="secrets">Those in force: during a rotation the new and the old, and the receiver takes either.</param>
    /// <param name="body">The bytes as they are sent.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> For(string id, Instant attemptedAt, IReadOnlyList<WebhookSecret> secrets, ReadOnlySpan<byte> body)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (id.Contains('.', StringComparison.Ordinal) || secrets.Count == 0)
        {
            throw new ArgumentException("A message's id has no full stop, and somebody must sign it.", nameof(id));
        }
        var timestamp = attemptedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var begin = Encoding.UTF8.GetBytes($"{id}.{timestamp}.");
        return [new(Id, id), new(Timestamp, timestamp), new(Signature, SignatureOf(begin, body, secrets))];
    }

    static string SignatureOf(byte[] begin, ReadOnlySpan<byte> body, IReadOnlyList<WebhookSecret> secrets)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var signatures = new string[secrets.Count];
        for (var i = 0; i < signatures.Length; i++)
        {
            using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secrets[i].Key);
            hmac.AppendData(begin);
            hmac.AppendData(body);
            hmac.GetHashAndReset(hash);
            signatures[i] = "v1," + Convert.ToBase64String(hash);
        }
        return string.Join(' ', signatures);
    }
}
