using System.Text;
using Besoksnaring.Api.Filters;

namespace Besoksnaring.Api.Facets;

/// <summary>
/// One statement for several facets. Facets whose own filter is not given count the same rows, so these are found once; one whose filter
/// is given has rows of its own.
/// </summary>
sealed class FacetSql
{
    readonly StringBuilder sets = new();
    readonly List<string> counts = [];
    readonly Dictionary<ListingFilter, string> names = [];

    /// <summary>Rows that are found once, under a name, for what is counted of them.</summary>
    public void Read(string name, string rows) => sets.Append(sets.Length == 0 ? "with " : ", ").Append(name).Append(" as materialized (").Append(rows).AppendLine(")");

    /// <param name="filter">The rows' filter, with the facet's own left out.</param>
    /// <param name="rows">Gives the statement that finds them: <c>id, kind, municipality, concepts</c>.</param>
    public void Add(string facet, ListingFilter filter, Func<ListingFilter, string> rows)
    {
        if (!names.TryGetValue(filter, out var set))
        {
            names[filter] = set = $"found_{names.Count}";
            Read(set, rows(filter));
        }
        counts.Add(facet switch
        {
            FacetNames.Concept => $"select '{facet}', concept, count(*) from {set}, unnest(concepts) concept group by concept",
            FacetNames.Municipality => $"select '{facet}', municipality, count(*) from {set} where municipality is not null group by municipality",
            FacetNames.Kind => $"select '{facet}', kind, count(*) from {set} group by kind",
            _ => throw new ArgumentOutOfRangeException(nameof(facet), facet, "There is no such facet."),
        });
    }

    /// <param name="statement">Gives <c>value, count</c>.</param>
    public void Add(string facet, string statement) => counts.Add($"select '{facet}', * from ({statement}) {facet}");

    public override string ToString() => sets + string.Join(" union all ", counts);
}
