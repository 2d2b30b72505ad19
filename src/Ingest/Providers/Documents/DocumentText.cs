using System.Text;
using Besoksnaring.Ingest.Snapshots;
using UtfUnknown;

namespace Besoksnaring.Ingest.Providers.Documents;

/// <summary>A document's bytes as text: by its byte-order mark, as UTF-8 when it is that, else as what it looks like.</summary>
static class DocumentText
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static DocumentText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <exception cref="ArgumentException">There is no such encoding.</exception>
    public static Encoding EncodingOf(string name) => Encoding.GetEncoding(name);

    public static string Of(Document document, string? encoding = null)
    {
        var bytes = document.Bytes.Span;
        if (encoding is not null)
        {
            return EncodingOf(encoding).GetString(bytes).TrimStart('\uFEFF');
        }
        if (bytes is [0xFF, 0xFE, ..])
        {
            return Encoding.Unicode.GetString(bytes[2..]);
        }
        if (bytes is [0xFE, 0xFF, ..])
        {
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        }
        try
        {
            return Strict.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Guessed(document.Bytes).GetString(bytes).TrimStart('\uFEFF');
        }
    }

    /// <returns>The document as UTF-8 without a byte-order mark: its own bytes when they are that already.</returns>
    public static ReadOnlyMemory<byte> Utf8(Document document)
    {
        var bytes = document.Bytes.Span;
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            return Utf8(document with { Bytes = document.Bytes[3..] });
        }
        return bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || !System.Text.Unicode.Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetBytes(Of(document))
            : document.Bytes;
    }

    public static bool LooksLikeHtml(ReadOnlySpan<byte> bytes)
    {
        var start = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 200)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\n', '\r', '\t');
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    static Encoding Guessed(ReadOnlyMemory<byte> bytes) =>
        CharsetDetector.DetectFromBytes(bytes.ToArray()).Detected is { Confidence: > 0.5f, Encoding: { } encoding } ? encoding : Encoding.Latin1;
}
