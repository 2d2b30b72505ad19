using System.Text.Json;
using System.Text.Json.Nodes;
using Besoksnaring.Ingest.Providers.Mapping;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Snapshots;

namespace Besoksnaring.Ingest.Providers.JsonLd;

/// <summary>HTML pages with schema.org JSON-LD: each node whose type is a listing's is a row; the others are left out.</summary>
sealed class JsonLdFormat : IProviderFormat
{
    static readonly JsonObject Own = BuiltIn.Mapping("jsonld");

    public string Name => "jsonld-html";

    public bool ReadsHtml => true;

    public IEnumerable<(string Field, string Reason)> Faults(Provider provider) => MappedReading.Faults(provider, Own);

    public IEnumerable<ReadItem> Read(Snapshot snapshot, Provider provider, ReadContext context)
    {
        var mapping = MappedReading.MappingOf(provider, Own);
        return MappedReading.Read(snapshot.Documents.SelectMany(document => Rows(document, mapping)), mapping, provider);
    }

    static IEnumerable<Found> Rows(Document document, RecordMapping mapping)
    {
        var page = SchemaPage.Of(document);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var (element, script) in page.Nodes)
        {
            number++;
            var node = new SchemaNode(page, element);
            var where = $"{document.Name} script {script} node {number}";
            var json = node.ToJson();
            if (!mapping.KnowsKind(JsonSerializer.SerializeToElement(json)))
            {
                yield return Found.Of(new ReadItem.Skipped(where, $"a {string.Join(", ", node.Types)} is no listing"));
                continue;
            }
            // Two things of one address cannot both be named by it.
            if (json["id"]?.GetValue<string>() is { } id && !seen.Add(id))
            {
                json["id"] = null;
            }
            yield return Found.Of(new Row(JsonSerializer.SerializeToElement(json), where, document.Address));
        }
        foreach (var (script, reason, raw) in page.Broken)
        {
            yield return Found.Of(new ReadItem.Unreadable(null, $"{document.Name} script {script}", reason, RowReading.Short(raw)));
        }
        if (page.Fault is not null)
        {
            yield return Found.Cut($"{document.Name} {page.Fault}");
        }
    }
}
