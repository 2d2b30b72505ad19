using System.Text.Json;
using Besoksnaring.Contracts;

namespace Besoksnaring.Benchmarks;

/// <summary>A registry with one provider, whose file is made here.</summary>
sealed class ProviderFolder : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("besoksnaring-benchmark-").FullName;

    public ProviderFolder() => File.WriteAllText(Registry,
        """
        {
          "region": { "name": "Värmland", "timeZone": "Europe/Stockholm" },
          "providers": [{
            "id": "benchmark", "name": "Benchmark", "organisation": "Benchmark", "format": "json", "address": "file:rows.json",
            "rank": 50, "completeFor": "everything", "schedule": "0 4 * * *", "contact": "benchmark@example.se",
            "licence": { "id": "CC0-1.0", "permits": ["web"] },
            "mapping": {
              "rows": "rows", "id": "key.id", "language": "sv", "kind": "attraction",
              "fields": {
                "title": { "languages": "title" }, "summary": { "languages": "summary" }, "description": { "languages": "description" },
                "place": { "name": "place.name", "latitude": "place.latitude", "longitude": "place.longitude", "city": "place.address.city" }
              }
            }
          }]
        }
        """);

    public string Registry => Path.Combine(folder, "providers.json");

    public string Snapshots => Path.Combine(folder, "snapshots");

    public void Write(int records)
    {
        using var file = File.Create(Path.Combine(folder, "rows.json"));
        using var json = new Utf8JsonWriter(file);
        json.WriteStartObject();
        json.WriteStartArray("rows");
        foreach (var record in RealisticRecords.Messages("benchmark", records, edition: 1, sequence: 1).SelectMany(message => message.Records))
        {
            var row = JsonSerializer.SerializeToNode(record.Content, ContractsJson.Options)!.AsObject();
            row["key"] = JsonSerializer.SerializeToNode(new { id = record.Key.RecordId });
            row.WriteTo(json);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
