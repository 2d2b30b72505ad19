using System.Text.Json.Nodes;
using Besoksnaring.Testing;

namespace Besoksnaring.Tests.Loads;

/// <summary>tests/providers.real.json, run by the schedule, with the nine daily files of Eskilstuna reduced to the last: they have tests of their own.</summary>
static class RealRegistry
{
    public static string Write()
    {
        var repository = Path.GetDirectoryName(Path.GetDirectoryName(SharedData.Folder))!;
        var source = Directory.EnumerateDirectories(repository)
            .Select(folder => Path.Combine(folder, "tests", "providers.real.json"))
            .Prepend(Path.Combine(AppContext.BaseDirectory, "providers.real.json"))
            .First(File.Exists);
        var registry = JsonNode.Parse(File.ReadAllText(source))!.AsObject();
        var data = SharedData.Folder;
        registry.Remove("$schema");
        registry["filesFolder"] = data;
        registry["region"]!["boundaries"] = Path.Combine(data, "reference", "boundaries", "swedish_municipalities.geojson");
        registry["region"]!["gazetteer"] = new JsonArray(Path.Combine(data, "reference", "places", "geonames_cities_SE.json"));
        foreach (var provider in registry["providers"]!.AsArray().Select(provider => provider!.AsObject()))
        {
            provider["schedule"] = "* * * * *";
            if (provider.Remove("filesInTurn"))
            {
                provider["address"] = "file:events/eskilstuna-daily/events_2025-08-15.json";
            }
        }
        var path = Path.Combine(Directory.CreateTempSubdirectory("besoksnaring-registry-").FullName, "providers.json");
        File.WriteAllText(path, registry.ToJsonString());
        return path;
    }
}
