using System.Globalization;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Vocabulary;

/// <summary>What calendars can be asked by.</summary>
static class CalendarParameters
{
    public static readonly AreaParameter Area = new(
        "area", "Only the school breaks of this municipality (SCB code or name) or Norwegian county (`NO-03` or name); holidays are the same everywhere "
        + "and are left out.", "1780");

    public static readonly YearParameter Year = new(
        "year", "Only what begins in this year. Without it: every year of the school breaks, and this year and the next two of the holidays.", "2027");
}

/// <summary>A place that has school breaks of its own. Read into its code.</summary>
sealed class AreaParameter(string name, string description, string example) : QueryParameter<string?>(name, description, example)
{
    const int LongestText = 80;

    public override string? Absent => null;

    public override JsonObject Schema(Known known) => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = LongestText };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out string? value, out string canonical)
    {
        var text = given[0];
        value = text.Length > LongestText ? null : known.Region.Calendars.CodeOf(text);
        canonical = value ?? "";
        if (value is not null)
        {
            return null;
        }
        var areas = known.Region.Calendars.All.Select(c => c.Area).OfType<Vocabularies.Time.CalendarArea>().Distinct().ToList();
        return Invalid(text, $"'{Quotable.Of(text)}' is not a known {Name}.", [.. areas.Select(a => a.Code)],
            nearest: Nearest.To(text, areas.SelectMany(a => new[] { (a.Code, a.Code), (a.Name, a.Code) })));
    }
}

/// <summary>A year of four digits.</summary>
sealed class YearParameter(string name, string description, string example) : QueryParameter<int?>(name, description, example)
{
    const int First = 1900;
    const int Last = 2199;

    public override int? Absent => null;

    public override JsonObject Schema(Known known) => new() { ["type"] = "integer", ["minimum"] = First, ["maximum"] = Last };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out int? value, out string canonical)
    {
        value = int.TryParse(given[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= First and <= Last ? year : null;
        canonical = value is null ? "" : year.ToString(CultureInfo.InvariantCulture);
        return value is null ? Invalid(given[0], $"'{Name}' must be a year from {First} to {Last}.", [$"{First}-{Last}"]) : null;
    }
}
