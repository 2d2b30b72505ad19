using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Besoksnaring.Api.StartPage;

/// <summary>HTML that is safe because of how it is made: what is put into <c>Html.Of($"…")</c> is encoded, unless it is <see cref="Html"/> itself.</summary>
readonly record struct Html(string Text)
{
    static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static Html Empty { get; } = new("");

    public static Html Of(Pieces pieces) => pieces.ToHtml();

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.Text)));

    public override string ToString() => Text;

    [InterpolatedStringHandler]
    public readonly ref struct Pieces
    {
        readonly StringBuilder text;

        public Pieces(int literalLength, int formattedCount) => text = new StringBuilder(literalLength + (32 * formattedCount));

        public void AppendLiteral(string literal) => text.Append(literal);

        public void AppendFormatted(Html html) => text.Append(html.Text);

        public void AppendFormatted(string? value) => text.Append(Encoder.Encode(value ?? ""));

        public void AppendFormatted(long value) => text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{value}");

        public Html ToHtml() => new(text.ToString());
    }
}
