using System.Text.Json.Nodes;

namespace Besoksnaring.Api.Queries;

/// <summary>A text that is understood where it is used, since that takes more than the text.</summary>
sealed class TextParameter(string name, string description, string example) : QueryParameter<string?>(name, description, example)
{
    const int Longest = 80;

    public override string? Absent => null;

    public override JsonObject Schema(Known known) => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = Longest };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out string? value, out string canonical)
    {
        value = canonical = given[0].Trim();
        return value.Length is 0 or > Longest
            ? Invalid(Quotable.Of(given[0]), $"'{Name}' must be 1 to {Longest} characters.", [$"1-{Longest} characters, such as {Example}"])
            : null;
    }
}
