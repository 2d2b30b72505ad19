using System.Text.Json;
using System.Text.Json.Nodes;

namespace Besoksnaring.Api.Rights;

/// <summary>Provenance repeats what each provider said: of texts and images, what the reader may not have is left out there too.</summary>
static class ProvenanceRights
{
    static readonly string[] Limited = ["summary", "description", "images"];

    /// <param name="rows">JSON, as it was written with the listing.</param>
    public static byte[] ShownProvenance(this ReaderRights rights, byte[] rows)
    {
        var fields = JsonNode.Parse(rows)!.AsArray();
        foreach (var field in fields.OfType<JsonObject>())
        {
            // A text is a field for each language.
            var isLimited = Limited.Contains(((string)field["field"]!).Split('.')[0]);
            foreach (var said in (field["others"]?.AsArray() ?? []).OfType<JsonObject>().Prepend(field))
            {
                Show(said, isLimited, rights);
            }
        }
        return JsonSerializer.SerializeToUtf8Bytes(fields, Contracts.ContractsJson.Options);
    }

    static void Show(JsonObject said, bool isLimited, ReaderRights rights)
    {
        var permits = (said["permits"] as JsonArray)?.Select(purpose => (string)purpose!).ToList();
        if (!isLimited)
        {
            // Of facts there is nothing to permit.
            said.Remove("permits");
        }
        else if (!rights.May(permits))
        {
            said.Remove("value");
            said["withheld"] = "not-permitted";
        }
    }
}
