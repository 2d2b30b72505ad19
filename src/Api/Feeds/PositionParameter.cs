using System.Globalization;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Feeds;

/// <summary>A position in the log, as an answer gave it. One that the log has not come to is no mistake: nothing is there yet.</summary>
sealed class PositionParameter(string name, string description) : QueryParameter<long?>(name, description, "120")
{
    /// <summary>What every JSON reader can count to.</summary>
    public const long Most = (1L << 53) - 1;

    public override JsonNode? ExampleValue => long.Parse(Example, CultureInfo.InvariantCulture);

    public override long? Absent => null;

    public override JsonObject Schema(Known known) => new() { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = Most };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out long? value, out string canonical)
    {
        value = Read(given[0]);
        canonical = value?.ToString(CultureInfo.InvariantCulture) ?? "";
        return value is null ? Invalid(given[0], $"'{Name}' must be a position: a whole number from 0 to {Most}.", ["a position from an answer"]) : null;
    }

    /// <returns>Null for what is none.</returns>
    public static long? Read(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position <= Most ? position : null;
}
