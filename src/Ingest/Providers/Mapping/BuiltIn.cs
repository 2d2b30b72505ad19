using System.Text.Json.Nodes;

namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>The mappings that formats bring along, as resources beside them.</summary>
static class BuiltIn
{
    public static JsonObject Mapping(string name)
    {
        using var stream = typeof(BuiltIn).Assembly.GetManifestResourceStream($"Besoksnaring.Ingest.{name}.mapping.json")
            ?? throw new InvalidOperationException($"The mapping {name} is missing from the program.");
        return JsonNode.Parse(stream)!.AsObject();
    }
}
