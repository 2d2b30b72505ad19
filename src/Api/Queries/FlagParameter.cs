using System.Text.Json.Nodes;

namespace Besoksnaring.Api.Queries;

/// <summary>Yes or no, written <c>true</c> or <c>false</c>.</summary>
sealed class FlagParameter(string name, string description) : QueryParameter<bool?>(name, description, "true")
{
    static readonly string[] Words = ["true", "false"];

    public override bool? Absent => null;

    public override JsonObject Schema(Known known) => new() { ["type"] = "boolean" };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out bool? value, out string canonical)
    {
        value = given[0] switch { "true" => true, "false" => false, _ => null };
        canonical = given[0];
        return value is null ? Invalid(given[0], $"'{Name}' must be true or false.", Words, nearest: Nearest.To(given[0], Words)) : null;
    }
}
