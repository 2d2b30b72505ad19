using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Facets;

/// <summary>What the results can be narrowed by next, with how many there would be.</summary>
/// <param name="Values">The most frequent first; days in their order. None that finds nothing.</param>
sealed record Facet(string Name, IReadOnlyList<FacetValue> Values);

/// <param name="Value">As the filter takes it.</param>
/// <param name="Label">In the language asked for, where it differs from the value.</param>
/// <param name="Count">What <c>totalCount</c> would be with this value for that filter.</param>
sealed record FacetValue(string Value, string? Label, long Count);

/// <summary>The facets there are. Each is named as its filter is.</summary>
static class FacetNames
{
    public const string Concept = "concept";
    public const string Municipality = "municipality";
    public const string Kind = "kind";
    public const string Day = "day";

    public static WordsParameter ParameterOf(params string[] names) => new(
        "facets", $"Count the results by these: {string.Join(", ", names.Select(name => $"`{name}`"))}. A count is the `totalCount` of the same question with that value for that filter: "
        + "what the filter itself says now is left aside, so that a visitor sees what else there is to choose. JSON only.", names[0])
    {
        IsOfJson = true,
        Spellings = _ => names.Select(name => (name, name)),
        Find = (_, text) => names.FirstOrDefault(name => name == text),
    };
}
