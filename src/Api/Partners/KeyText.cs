using System.Security.Cryptography;
using System.Text;

namespace Besoksnaring.Api.Partners;

/// <summary>Keys as partners have them: <c>bes_k7m2q9xa_</c> and 52 letters and digits, 256 bits by the system's random generator.</summary>
static class KeyText
{
    /// <summary>No letters that look like digits, and so 32 in all: five bits each.</summary>
    public const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    const string Begin = "bes_";
    const int PrefixLength = 8;
    const int SecretLength = 52;

    public static (string Key, string Prefix) Make()
    {
        var prefix = Begin + RandomNumberGenerator.GetString(Alphabet, PrefixLength);
        return ($"{prefix}_{RandomNumberGenerator.GetString(Alphabet, SecretLength)}", prefix);
    }

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.ASCII.GetBytes(key));

    /// <returns>What it begins with, or null for what is no key of ours.</returns>
    public static string? PrefixOf(string key)
    {
        const int length = 4 + PrefixLength;
        return key.Length == length + 1 + SecretLength && key.StartsWith(Begin, StringComparison.Ordinal) && key[length] == '_'
            && key.AsSpan(Begin.Length).IndexOfAnyExcept(Alphabet + "_") < 0
            ? key[..length]
            : null;
    }
}
