using System.Buffers.Text;
using System.Globalization;
using System.Text;
using NodaTime;

namespace Besoksnaring.Api.Sorting;

/// <summary>How the place where a page ended is written: opaque to who follows the link, and nothing that is read back is believed.</summary>
static class CursorText
{
    /// <summary>Room for the longest title, in the letters of any alphabet.</summary>
    public const int Longest = 4_000;

    const char Between = '~';

    public static string Write(params ReadOnlySpan<string> parts) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(Between, parts!)));

    /// <param name="count">How many parts there must be; the last may hold anything.</param>
    /// <returns>Null for what we did not write.</returns>
    public static string[]? Parts(string text, int count)
    {
        if (text.Length > Longest || !Base64Url.IsValid(text))
        {
            return null;
        }
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Between, count);
        return parts.Length == count ? parts : null;
    }

    public static string Micros(Instant? instant) =>
        instant is { } at ? (at.ToUnixTimeTicks() / 10).ToString(CultureInfo.InvariantCulture) : "";

    public static Instant? Instant(string micros)
    {
        if (!long.TryParse(micros, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var since) || since is < -10_000_000_000_000_000 or > 10_000_000_000_000_000)
        {
            return null;
        }
        var at = NodaTime.Instant.FromUnixTimeTicks(since * 10);
        return IsNear(at.InUtc().Date) ? at : null;
    }

    public static bool IsNear(LocalDate date) => date.Year is >= 1900 and <= 2200;

    public static bool IsId(string text) => text.Length is > 0 and < 100 && text.All(char.IsAsciiLetterOrDigit);
}
