using System.Text.Json;
using Besoksnaring.Ingest.Providers.Documents;
using Besoksnaring.Ingest.Providers.Mapping;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Snapshots;

namespace Besoksnaring.Ingest.Providers.GeoJson;

/// <summary>GeoJSON: each feature is a row (<c>properties.name</c>, <c>id</c>); its point and lines come from the geometry.</summary>
sealed class GeoJsonFormat : IProviderFormat
{
    public string Name => "geojson";

    public IEnumerable<(string Field, string Reason)> Faults(Provider provider) => MappedReading.Faults(provider);

    public IEnumerable<ReadItem> Read(Snapshot snapshot, Provider provider, ReadContext context)
    {
        var mapping = MappedReading.MappingOf(provider);
        return MappedReading.Read(snapshot.Documents.SelectMany(Rows), mapping, provider);
    }

    static IEnumerable<Found> Rows(Document document)
    {
        var root = JsonText.Read(document, out var fault);
        if (root is not null && Features(root.Value) is { } features)
        {
            var number = 0;
            foreach (var feature in features)
            {
                number++;
                yield return ToRow(feature, $"{document.Name} feature {number}", document.Address);
            }
        }
        else
        {
            fault ??= $"{document.Name} is no GeoJSON: it has neither features nor is one";
        }
        if (fault is not null)
        {
            yield return Found.Cut(fault);
        }
    }

    static JsonElement[]? Features(JsonElement root) =>
        root.ValueKind != JsonValueKind.Object ? null
        : root.TryGetProperty("features", out var features) && features.ValueKind == JsonValueKind.Array ? [.. features.EnumerateArray()]
        : root.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("Feature") ? [root]
        : null;

    static Found ToRow(JsonElement feature, string where, Uri address)
    {
        if (feature.ValueKind != JsonValueKind.Object || !feature.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
        {
            return Found.Of(new ReadItem.Unreadable(null, where, "is no feature with properties", RowReading.Short(feature.GetRawText())));
        }
        var geometry = feature.TryGetProperty("geometry", out var given) ? Geometry.Of(given) : new Geometry(null, []);
        // The mapping reads everything but the geometry, which can be a thousand times larger than the rest.
        var rest = feature.EnumerateObject().Where(p => p.Name != "geometry").DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => p.Value);
        return Found.Of(new Row(JsonSerializer.SerializeToElement(rest), where, address)
        {
            Point = geometry.Point,
            Lines = geometry.Lines,
            LengthMetres = geometry.LengthMetres,
            Warning = geometry.Fault,
        });
    }
}
