using System.Text.Json;
using Besoksnaring.Ingest.Providers.Documents;
using Besoksnaring.Ingest.Providers.Mapping;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Snapshots;
using CsvHelper;

namespace Besoksnaring.Ingest.Providers.Csv;

/// <summary>CSV with a heading line; separator and encoding are found out. Each line is a row of its columns.</summary>
sealed class CsvFormat : IProviderFormat
{
    const int MaxRecordBytes = 4_000_000;

    public string Name => "csv";

    public IEnumerable<(string Field, string Reason)> Faults(Provider provider) => MappedReading.Faults(provider);

    public IEnumerable<ReadItem> Read(Snapshot snapshot, Provider provider, ReadContext context)
    {
        var mapping = MappedReading.MappingOf(provider);
        return MappedReading.Read(snapshot.Documents.SelectMany(document => Rows(document, mapping.Options)), mapping, provider);
    }

    static List<Found> Rows(Document document, FormatOptions options)
    {
        if (DocumentText.LooksLikeHtml(document.Bytes.Span))
        {
            return [Found.Cut($"{document.Name} is an HTML page, not CSV")];
        }
        var text = DocumentText.Of(document, options.Encoding);
        if (string.IsNullOrWhiteSpace(text))
        {
            return [Found.Cut($"{document.Name} is empty")];
        }
        var cut = CutReason(text, options);
        var found = new List<Found>();
        try
        {
            ReadLines(document, text, options, found, () => cut ??= "is cut off or malformed: a quoted value does not end");
        }
        catch (CsvFormatException exception)
        {
            cut ??= $"cannot be read: {exception.Message.Split('\n')[0].Trim()}";
        }
        if (cut is null)
        {
            return found;
        }
        // The last line is the one that was cut: half a value looks like a whole one.
        if (found.Count > 0)
        {
            found.RemoveAt(found.Count - 1);
        }
        found.Add(Found.Cut($"{document.Name} {cut}"));
        return found;
    }

    static string? CutReason(string text, FormatOptions options) => text[^1] is not ('\n' or '\r') && !options.MayEndWithoutNewline
        ? "is cut off: its last line does not end (mayEndWithoutNewline allows that)"
        : null;

    static void ReadLines(Document document, string text, FormatOptions options, List<Found> found, Action unterminated)
    {
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = options.Delimiter?[0] ?? DelimiterOf(text),
            TrackLineNumbers = true,
            MaxRecordSize = MaxRecordBytes,
            OnMalformedRecord = bad =>
            {
                if (bad.Reason == CsvMalformedReason.UnterminatedQuote)
                {
                    unterminated();
                }
            },
        });
        if (!reader.Read())
        {
            return;
        }
        string[] columns = [.. Fields(reader).Select(name => name.Trim('\uFEFF', ' ', '\t', '\0'))];
        while (reader.Read())
        {
            var where = $"{document.Name} line {reader.LineNumber}";
            string[] fields = [.. Fields(reader)];
            found.Add(fields.Length == columns.Length
                ? Found.Of(new Row(ToJson(columns, fields), where, document.Address))
                : Found.Of(new ReadItem.Unreadable(null, where, $"has {fields.Length} fields where the heading has {columns.Length}", RowReading.Short(string.Join(" | ", fields)))));
        }
    }

    static IEnumerable<string> Fields(CsvReader reader) => Enumerable.Range(0, reader.FieldCount).Select(reader.GetString);

    static JsonElement ToJson(string[] columns, string[] fields)
    {
        var row = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Length; i++)
        {
            row[columns[i]] = string.IsNullOrWhiteSpace(fields[i]) ? null : fields[i].Trim();
        }
        return JsonSerializer.SerializeToElement(row);
    }

    /// <summary>The separator that the heading has most of, outside quotes.</summary>
    static char DelimiterOf(string text)
    {
        var counts = new Dictionary<char, int> { [','] = 0, [';'] = 0, ['\t'] = 0, ['|'] = 0 };
        var quoted = false;
        foreach (var c in text)
        {
            quoted ^= c == '"';
            if (c == '\n' && !quoted)
            {
                break;
            }
            if (!quoted && counts.TryGetValue(c, out var count))
            {
                counts[c] = count + 1;
            }
        }
        return counts.MaxBy(pair => pair.Value).Key;
    }
}
