using System.Buffers;
using System.Text;

namespace Besoksnaring.Api.Shapes.Calendar;

/// <summary>Writes the lines of iCalendar (RFC 5545, 3.1): CRLF, and folded after 75 octets, never within a character.</summary>
sealed class ContentLines(IBufferWriter<byte> to)
{
    const int Longest = 75;

    public void Write(string name, string value)
    {
        var span = to.GetSpan(Longest + 8);
        var (written, octets) = (0, 0);
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > Longest)
            {
                "\r\n "u8.CopyTo(span[written..]);
                to.Advance(written + 3);
                span = to.GetSpan(Longest + 8);
                // The space at the beginning counts.
                (written, octets) = (0, 1);
            }
            var length = rune.EncodeToUtf8(span[written..]);
            written += length;
            octets += length;
        }
        "\r\n"u8.CopyTo(span[written..]);
        to.Advance(written + 2);
    }

    public void Text(string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            Write(name, Escaped(value));
        }
    }

    /// <summary>Several texts in one value.</summary>
    public void Texts(string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            Write(name, string.Join(',', values.Select(Escaped)));
        }
    }

    /// <summary>An address: what is none, or would break the line, is left out.</summary>
    public void Address(string name, string? value)
    {
        if (value is not null && Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
        {
            Write(name, uri.AbsoluteUri);
        }
    }

    static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            escaped.Append(c switch
            {
                '\\' => "\\\\",
                ';' => "\\;",
                ',' => "\\,",
                '\n' => "\\n",
                _ when char.IsControl(c) && c != '\t' => "",
                _ => c.ToString(),
            });
        }
        return escaped.ToString();
    }
}
