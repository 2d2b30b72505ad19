using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Besoksnaring.Contracts;

namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>A record's id: the provider's own, or one derived from what the record says.</summary>
static class RecordIds
{
    const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <returns>The provider's id, fit for a key: without control characters, and with a hash for an end where it is too long. Null when nothing is left.</returns>
    public static string? Given(string? id)
    {
        var clean = CleanText.Rich(id)?.ReplaceLineEndings(" ").Replace('\t', ' ');
        if (clean is null || clean.Length <= RecordKey.MaxRecordIdLength)
        {
            return clean;
        }
        return $"{clean[..150]}~{Hash(clean)}";
    }

    /// <returns>
    /// 26 characters that stay the same as long as the parts do, whatever their case and spacing; null when every part is empty.
    /// </returns>
    public static string? Derived(IEnumerable<string?> parts)
    {
        var folded = parts.Select(Fold).ToList();
        return folded.All(part => part.Length == 0) ? null : Hash(string.Join('\u001F', folded));
    }

    static string Fold(string? part) => CleanText.Plain(part)?.ToLower(CultureInfo.InvariantCulture) ?? "";

    static string Hash(string text)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 17);
        var id = new StringBuilder(26);
        for (var bit = 0; id.Length < 26; bit += 5)
        {
            var pair = (bytes[bit / 8] << 8) | bytes[(bit / 8) + 1];
            id.Append(Alphabet[(pair >> (11 - (bit % 8))) & 31]);
        }
        return id.ToString();
    }
}
