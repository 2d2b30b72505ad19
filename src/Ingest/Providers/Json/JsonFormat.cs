using System.Text.Json;
using Besoksnaring.Ingest.Providers.Documents;
using Besoksnaring.Ingest.Providers.Mapping;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Snapshots;

namespace Besoksnaring.Ingest.Providers.Json;

/// <summary>Any JSON: the mapping says where the rows are and, for pages, where the next page's address is.</summary>
sealed class JsonFormat : IProviderFormat
{
    const int MaxPages = 10_000;

    public string Name => "json";

    public IEnumerable<(string Field, string Reason)> Faults(Provider provider) => MappedReading.Faults(provider);

    public Uri? Next(Document page, int pages, Provider provider) =>
        pages < MaxPages
        && MappedReading.MappingOf(provider).Next is { } next
        && JsonText.Read(page, out _) is { } root
        && Value.Scalars(next.In(JsonTokens.Of(root))).FirstOrDefault() is { Length: > 0 } text
        && Uri.TryCreate(page.Address, text, out var address) && address != page.Address
            ? address
            : null;

    public IEnumerable<ReadItem> Read(Snapshot snapshot, Provider provider, ReadContext context)
    {
        var mapping = MappedReading.MappingOf(provider);
        return MappedReading.Read(snapshot.Documents.SelectMany(document => Rows(document, mapping.Rows)), mapping, provider);
    }

    static IEnumerable<Found> Rows(Document document, Expression? at)
    {
        var root = JsonText.Read(document, out var fault);
        if (root is not null)
        {
            var rows = at is not null ? JsonRows.At(root.Value, at) : root.Value.ValueKind == JsonValueKind.Array ? root.Value.EnumerateArray() : null;
            if (rows is null)
            {
                fault = $"{document.Name} has no list at '{at?.Text ?? "@"}'{ErrorIn(root.Value)}";
            }
            var number = 0;
            foreach (var row in rows ?? [])
            {
                number++;
                yield return row.ValueKind == JsonValueKind.Object
                    ? Found.Of(new Row(row, $"{document.Name} item {number}", document.Address))
                    : Found.Of(new ReadItem.Unreadable(null, $"{document.Name} item {number}", "is no object", row.GetRawText()));
            }
        }
        if (fault is not null)
        {
            yield return Found.Cut(fault);
        }
    }

    /// <summary>An answer that is an error says so in one of these, as a rule.</summary>
    static string ErrorIn(JsonElement root)
    {
        foreach (var name in root.ValueKind == JsonValueKind.Object ? new[] { "error", "message", "detail", "title", "errors" } : [])
        {
            if (root.TryGetProperty(name, out var said))
            {
                return $"; it says {RowReading.Short(said.GetRawText())}";
            }
        }
        return "";
    }
}
