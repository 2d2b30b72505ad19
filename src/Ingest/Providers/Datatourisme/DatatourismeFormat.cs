using System.Text.Json;
using System.Text.Json.Nodes;
using Besoksnaring.Ingest.Providers.Documents;
using Besoksnaring.Ingest.Providers.Mapping;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Snapshots;

namespace Besoksnaring.Ingest.Providers.Datatourisme;

/// <summary>DATAtourisme's download: a zip whose <c>index.json</c> lists one JSON-LD file for each object.</summary>
sealed class DatatourismeFormat : IProviderFormat
{
    static readonly JsonObject Own = BuiltIn.Mapping("datatourisme");

    public string Name => "datatourisme";

    public IEnumerable<(string Field, string Reason)> Faults(Provider provider) => MappedReading.Faults(provider, Own);

    public IEnumerable<ReadItem> Read(Snapshot snapshot, Provider provider, ReadContext context)
    {
        var mapping = MappedReading.MappingOf(provider, Own);
        return MappedReading.Read(snapshot.Documents.SelectMany(Rows), mapping, provider);
    }

    static IEnumerable<Found> Rows(Document document)
    {
        using var zip = GuardedZip.Open(document, out var fault);
        if (zip is null)
        {
            return [Found.Cut($"{document.Name} {fault}")];
        }
        return ReadObjects(zip, document);
    }

    static List<Found> ReadObjects(GuardedZip zip, Document document)
    {
        var index = zip.Read("index.json", out var fault) is { } bytes ? JsonText.Read(bytes, "index.json", out fault) : null;
        if (index is not { ValueKind: JsonValueKind.Array })
        {
            return [Found.Cut($"{document.Name}: {fault ?? "index.json is no list"}")];
        }
        var found = new List<Found>();
        foreach (var entry in index.Value.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("file", out var file) || file.ValueKind != JsonValueKind.String)
            {
                found.Add(Found.Cut($"{document.Name}: an entry of index.json names no file"));
                continue;
            }
            var path = $"objects/{file.GetString()}";
            var where = $"{document.Name} {path}";
            if (zip.Read(path, out fault) is not { } content)
            {
                found.Add(Found.Cut($"{document.Name}: {fault}"));
                if (zip.IsSpent)
                {
                    break;
                }
                continue;
            }
            found.Add(JsonText.Read(content, path, out fault) is { } node
                ? Found.Of(new Row(node, where, document.Address))
                : Found.Of(new ReadItem.Unreadable(null, where, fault ?? "is no JSON", null)));
        }
        return found;
    }
}
