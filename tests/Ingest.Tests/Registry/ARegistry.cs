using System.Text.Json;
using System.Text.Json.Nodes;
using Besoksnaring.Ingest.Registry;

namespace Besoksnaring.Ingest.Tests.Registry;

/// <summary>A registry file in a folder of its own; each entry is right until a test spoils it.</summary>
sealed class ARegistry : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("registry").FullName;

    public static JsonObject Entry(string id = "fjallkart") => new()
    {
        ["id"] = id,
        ["name"] = "Fjällkart",
        ["organisation"] = "Fjällkart AB",
        ["format"] = "turid",
        ["address"] = "https://example.com/places.geojson",
        ["schedule"] = "0 4 * * *",
        ["licence"] = new JsonObject { ["id"] = "CC0-1.0", ["permits"] = new JsonArray("web", "print", "commercial", "ai") },
        ["rank"] = 20,
        ["completeFor"] = "everything",
    };

    public static JsonObject With(string field, JsonNode? value)
    {
        var entry = Entry();
        entry[field] = value;
        return entry;
    }

    public string Write(params JsonNode[] entries) => Write(new JsonObject { ["providers"] = new JsonArray(entries) }.ToJsonString());

    public string Write(string text)
    {
        var file = Path.Combine(folder, "providers.json");
        File.WriteAllText(file, text);
        return file;
    }

    public ProviderRegistry Load(params JsonNode[] entries) => ProviderRegistry.Load(Write(entries));

    public IReadOnlyList<RegistryFault> Faults(params JsonNode[] entries) =>
        Assert.Throws<RegistryException>(() => Load(entries)).Faults;

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
