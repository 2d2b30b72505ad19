using System.Globalization;
using System.Text;

namespace Besoksnaring.Api.Outbound;

/// <summary>Reads how an answer begins, and no more: enough to see what a receiver complains of.</summary>
static class AnswerText
{
    /// <summary>Who says no more keeps its connection.</summary>
    public const int MostRead = 4_096;

    /// <summary>What of it is kept.</summary>
    public const int MostKept = 1_024;

    /// <returns>The beginning; of an answer that breaks off or does not end in time, what came.</returns>
    public static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength == 0)
        {
            return "";
        }
        var buffer = new byte[MostRead + 1];
        var length = 0;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            while (length < buffer.Length && await stream.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var read)
            {
                length += read;
            }
        }
        catch (Exception exception) when (OutboundFault.Of(exception) is not null)
        {
            // The status is what counts, and it was said. The caller looks whether it was he who gave up.
        }
        return Shown(Encoding.UTF8.GetString(buffer, 0, Math.Min(length, MostKept)));
    }

    /// <returns>As text that can be shown in a line: control characters, and those that turn text around, are spaces.</returns>
    public static string Shown(string text) => string.Create(text.Length, text, static (shown, text) =>
    {
        for (var i = 0; i < shown.Length; i++)
        {
            shown[i] = char.GetUnicodeCategory(text[i]) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? ' ' : text[i];
        }
    }).Trim();
}
