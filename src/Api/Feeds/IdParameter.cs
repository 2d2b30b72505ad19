using System.Text.Json.Nodes;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Feeds;

/// <summary>An end of a range of ids: an id or its first characters.</summary>
sealed class IdParameter(string name, string description, string example) : QueryParameter<string?>(name, description, example)
{
    const int Longest = 100;

    public override string? Absent => null;

    public override JsonObject Schema(Known known) => new() { ["type"] = "string", ["pattern"] = "^[0-9A-Za-z]+$", ["maxLength"] = Longest };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out string? value, out string canonical)
    {
        value = canonical = given[0];
        return value.Length is 0 or > Longest || !value.All(char.IsAsciiLetterOrDigit)
            ? Invalid(Quotable.Of(value), $"'{Name}' must be an id or the beginning of one: letters and digits.", ["an id or its first characters"])
            : null;
    }
}
