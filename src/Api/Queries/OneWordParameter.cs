using System.Text.Json.Nodes;

namespace Besoksnaring.Api.Queries;

/// <summary>One word of a short list, given at most once.</summary>
sealed class OneWordParameter(string name, string description, string example, IReadOnlyList<string> words)
    : QueryParameter<string?>(name, description, example)
{
    public override string? Absent => null;

    public override JsonObject Schema(Known known) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out string? value, out string canonical)
    {
        value = words.FirstOrDefault(word => word == given[0]);
        canonical = value ?? "";
        return value is null
            ? Invalid(given[0], $"'{Quotable.Of(given[0])}' is not a known {Name}.", words, nearest: Nearest.To(given[0], words))
            : null;
    }
}
