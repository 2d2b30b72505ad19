using System.Globalization;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Ogc;

/// <summary>What features can be asked by: what the standard says, and those of our filters that a table's columns suggest.</summary>
static class OgcParameters
{
    public static readonly OgcLimitParameter Limit = new();

    public static readonly OgcBoxParameter Box = new();

    public static readonly DatetimeParameter Datetime = new();

    public static readonly FeatureCursorParameter After = new();

    public static readonly IReadOnlyList<QueryParameter> Filters =
    [
        Parameters.Concept, Parameters.Municipality, Parameters.Destination, Parameters.Free, Parameters.Audience, Parameters.Accessibility, Parameters.Provider,
        Parameters.Licence, Parameters.HasLanguage, Parameters.Text, Parameters.UpdatedSince,
    ];
}

/// <summary>The one number of ours that is lowered to its maximum instead of refused: the standard says so (17-069r4, requirement 21 C).</summary>
sealed class OgcLimitParameter() : QueryParameter<int>("limit", "Features in one answer. More than the maximum means the maximum.", "10")
{
    public const int Maximum = 1000;

    public override int Absent => 10;

    public override JsonNode? ExampleValue => Absent;

    public override JsonObject Schema(Known known) => new() { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = Maximum, ["default"] = Absent };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out int value, out string canonical)
    {
        var text = given[0];
        var isNumber = text.Length > 0 && text.All(char.IsAsciiDigit) && text.Any(digit => digit != '0');
        value = !isNumber ? 0 : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, Maximum) : Maximum;
        canonical = value.ToString(CultureInfo.InvariantCulture);
        return isNumber ? null : Invalid(text, $"'{Name}' must be a whole number from 1.", [$"1-{Maximum}"]);
    }
}

/// <summary>A box of four numbers, or of six, whose heights do not matter here. West may be greater than east: then it goes across the antimeridian.</summary>
sealed class OgcBoxParameter() : QueryParameter<IReadOnlyList<GeoBox>>(
    "bbox", "Only features with a geometry that touches this box: west, south, east, north in degrees (WGS 84), or with heights in between, which are not used: "
    + "west, south, lowest, east, north, highest.", "13.2,59.2,13.8,59.6")
{
    const double Least = 1e-9;

    public override IReadOnlyList<GeoBox> Absent => [];

    public override bool IsList => true;

    public override JsonNode? ExampleValue => new JsonArray(13.2, 59.2, 13.8, 59.6);

    public override JsonObject Schema(Known known) => new()
    {
        ["type"] = "array",
        ["items"] = new JsonObject { ["type"] = "number" },
        ["minItems"] = 4,
        ["maxItems"] = 6,
    };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out IReadOnlyList<GeoBox> value, out string canonical)
    {
        var text = string.Join(',', given);
        (value, canonical) = ([], "");
        var numbers = Numbers.Of(text);
        if (numbers is [var w, var s, var low, var e, var n, var high] && low <= high)
        {
            numbers = [w, s, e, n];
        }
        if (numbers is not [var west, var south, var east, var north])
        {
            return Invalid(text, $"'{Name}' must be four numbers, or six: west,south,east,north.", [$"west,south,east,north, such as {Example}"]);
        }
        if (Math.Abs(south) > 90 || Math.Abs(north) > 90 || Math.Abs(west) > 180 || Math.Abs(east) > 180)
        {
            return Invalid(text, $"'{Name}' reaches beyond the earth: the order is west,south,east,north.", ["longitudes -180 to 180, latitudes -90 to 90"]);
        }
        if (south > north)
        {
            return Invalid(text, $"'{Name}' has its south north of its north.", ["south <= north"]);
        }
        canonical = Numbers.Write(west, south, east, north);
        // A point or a line has no inside: nothing is measured as finely as this.
        (east, north) = (east == west ? east + Least : east, Math.Max(north, south + Least));
        value = west <= east ? [new(west, south, east, north)] : [new(west, south, 180, north), new(-180, south, east, north)];
        return null;
    }
}

/// <summary>Where the page before ended.</summary>
sealed class FeatureCursorParameter() : QueryParameter<string?>("after", "Where the next page begins, as its link says it.", "06h02chzg1r6sppr")
{
    const int Longest = 100;

    public override string? Absent => null;

    public override JsonObject Schema(Known known) => new() { ["type"] = "string", ["pattern"] = "^[A-Za-z0-9]+$", ["maxLength"] = Longest };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out string? value, out string canonical)
    {
        value = canonical = given[0];
        return value.Length is 0 or > Longest || !value.All(char.IsAsciiLetterOrDigit)
            ? Invalid(value, $"'{Name}' is not from a link of ours.", ["the address of the link 'next', unchanged"])
            : null;
    }
}
