using System.Globalization;
using System.Text.Json.Nodes;

namespace Besoksnaring.Api.Queries;

/// <summary>A whole number within limits; beyond them it is refused, never capped.</summary>
sealed class NumberParameter(string name, string description, int minimum, int maximum, int absent)
    : QueryParameter<int>(name, description, absent.ToString(CultureInfo.InvariantCulture))
{
    public int Maximum { get; } = maximum;

    public override int Absent { get; } = absent;

    public override JsonObject Schema(Known known) =>
        new() { ["type"] = "integer", ["minimum"] = minimum, ["maximum"] = Maximum, ["default"] = Absent };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out int value, out string canonical)
    {
        canonical = "";
        if (!int.TryParse(given[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            return Invalid(given[0], $"'{Name}' must be a whole number from {minimum} to {Maximum}.", [$"{minimum}-{Maximum}"]);
        }
        if (value < minimum || value > Maximum)
        {
            return Invalid(given[0], $"'{Name}' must be from {minimum} to {Maximum}.", [$"{minimum}-{Maximum}"]);
        }
        canonical = value.ToString(CultureInfo.InvariantCulture);
        return null;
    }
}
