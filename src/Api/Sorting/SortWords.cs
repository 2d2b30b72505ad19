using System.Globalization;
using Besoksnaring.Api.Queries;
using NodaTime;

namespace Besoksnaring.Api.Sorting;

/// <summary>The orders there are, and how a row's place in each is written into the link to the next page.</summary>
static class SortWords
{
    public const string Next = "next";
    public const string Name = "name";
    public const string Distance = "distance";
    public const string Relevance = "relevance";
    public const string Updated = "updated";

    static readonly string[] Others = [Distance, Relevance, Updated];

    /// <param name="first">The order of who does not ask.</param>
    public static OneWordParameter ParameterOf(string first, string second) => new(
        "sort", $"Order of the rows: `{Next}` by the next happening, `{Name}` as Swedes sort, `{Distance}` from `near`, `{Relevance}` to `q`, `{Updated}` the latest first. "
        + $"Default: `{first}`.", Updated, [first, second, .. Others]);

    /// <returns>Why this order cannot be had, if it cannot.</returns>
    public static Refusal? Clash(QueryValues query, OneWordParameter parameter)
    {
        var needed = query.Of(parameter) switch
        {
            Distance when !query.Has(Parameters.Near) => Parameters.Near.Name,
            Relevance when !query.Has(Parameters.Text) => Parameters.Text.Name,
            _ => null,
        };
        return needed is null ? null : new("invalid-value", parameter.Name, query.Of(parameter), $"'sort={query.Of(parameter)}' needs '{needed}'.", [$"sort={query.Of(parameter)} together with {needed}"]);
    }

    public static bool IsKnown(string sort) => sort is Next or Name || Others.Contains(sort);

    public static string Write(object key) => key switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        Instant at => CursorText.Micros(at),
        _ => (string)key,
    };

    /// <returns>Null for what we did not write.</returns>
    public static object? Read(string sort, string text) => sort switch
    {
        Distance or Relevance => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
        Updated => CursorText.Instant(text),
        _ => text.Contains('\0', StringComparison.Ordinal) ? null : text,
    };
}
