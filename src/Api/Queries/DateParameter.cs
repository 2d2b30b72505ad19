using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Api.Queries;

/// <summary>A calendar date.</summary>
sealed class DateParameter(string name, string description, string example) : QueryParameter<LocalDate?>(name, description, example)
{
    static readonly LocalDate Earliest = new(1900, 1, 1);
    static readonly LocalDate Latest = new(2200, 1, 1);

    public override LocalDate? Absent => null;

    public override JsonObject Schema(Known known) => new() { ["type"] = "string", ["format"] = "date" };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out LocalDate? value, out string canonical)
    {
        var read = LocalDatePattern.Iso.Parse(given[0]);
        value = read.Success && read.Value >= Earliest && read.Value <= Latest ? read.Value : null;
        canonical = value is { } date ? LocalDatePattern.Iso.Format(date) : "";
        return value is null
            ? Invalid(given[0], $"'{Quotable.Of(given[0])}' is not a date such as {Example}.", ["a date as YYYY-MM-DD, 1900-01-01 to 2200-01-01"])
            : null;
    }
}
