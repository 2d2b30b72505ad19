using System.Text.Json;

namespace Besoksnaring.Ingest.Registry;

/// <summary>The whole file: what stands around the entries, and what must hold between them.</summary>
static class RegistryReader
{
    public static ProviderRegistry Read(string file, JsonElement root)
    {
        var faults = new List<RegistryFault>();
        var fields = new FieldReader("file", root, faults);
        fields.Text("$schema");
        fields.Object("region");
        var home = Path.GetDirectoryName(file)!;
        var filesFolder = Path.GetFullPath(Path.Combine(home, fields.Text("filesFolder") ?? "."));
        var providers = fields.List("providers", required: true).Select((entry, index) => ReadEntry(index, entry, faults)).ToList();
        fields.RefuseOthers();
        RefuseDoubles(providers, faults);
        if (providers.Any(entry => entry.Provider?.Address.Any(IsFile) == true) && !Directory.Exists(filesFolder))
        {
            faults.Add(new("file", "filesFolder", $"there is no folder {filesFolder}"));
        }
        return faults.Count == 0
            ? new ProviderRegistry(file, filesFolder, [.. providers.Select(entry => entry.Provider!)])
            : throw new RegistryException(file, faults);
    }

    static (string Name, Provider? Provider) ReadEntry(int index, JsonElement entry, List<RegistryFault> faults)
    {
        var name = $"providers[{index}]";
        if (entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String)
        {
            name += $" ({id.GetString()})";
        }
        return (name, ProviderReader.Read(name, entry, faults));
    }

    static void RefuseDoubles(IEnumerable<(string Name, Provider? Provider)> entries, List<RegistryFault> faults)
    {
        foreach (var same in entries.Where(entry => entry.Provider is not null).GroupBy(entry => entry.Provider!.Id))
        {
            faults.AddRange(same.Skip(1).Select(entry => new RegistryFault(entry.Name, "id", $"{same.First().Name} has the same id")));
        }
    }

    static bool IsFile(string address) => address.StartsWith("file:", StringComparison.Ordinal);
}
