using System.Buffers;
using System.Globalization;
using System.Text;

namespace Besoksnaring.Api.Shapes.Csv;

/// <summary>CSV (RFC 4180). What others wrote cannot run as a formula in the reader's spreadsheet.</summary>
sealed class CsvWriter(IBufferWriter<byte> to, ShapedPage page) : IShapeWriter
{
    static readonly SearchValues<char> Quoted = SearchValues.Create("\",\r\n");

    readonly StringBuilder line = new();

    public void Begin() => WriteLine(Columns.All.Select(column => column.Name));

    public void Row(ShapedListing row) => WriteLine(Columns.All.Select(column => column.Value(row, page) switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        double number => number.ToString(CultureInfo.InvariantCulture),
        string text when column.IsForeign => Harmless(text),
        var text => (string)text,
    }));

    public void End()
    {
    }

    public void Dispose()
    {
    }

    /// <summary>
    /// A spreadsheet takes a cell that begins so for a formula, which may fetch from or send to anywhere: an apostrophe before it makes it
    /// text. A telephone number is left alone: digits cannot do harm.
    /// </summary>
    static string Harmless(string text)
    {
        var first = text.AsSpan().TrimStart();
        return first.Length > 0 && (first[0] is '=' or '+' or '-' or '@' || text[0] is '\t' or '\r' or '\n') && !IsNumber(text) ? "'" + text : text;
    }

    static bool IsNumber(string text) => text.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ' ' or '(' or ')');

    void WriteLine(IEnumerable<string> cells)
    {
        line.Clear();
        var comma = "";
        foreach (var cell in cells)
        {
            line.Append(comma);
            comma = ",";
            if (cell.AsSpan().ContainsAny(Quoted))
            {
                line.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
                continue;
            }
            line.Append(cell);
        }
        line.Append("\r\n");
        Encoding.UTF8.GetBytes(line.ToString(), to);
    }
}
