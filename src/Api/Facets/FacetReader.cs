using System.Text.Json;
using Besoksnaring.Api.Filters;
using Besoksnaring.Api.Queries;
using Npgsql;

namespace Besoksnaring.Api.Facets;

/// <summary>Counts results by what they can be narrowed by.</summary>
sealed class FacetReader(ReadDatabase database, Known known)
{
    readonly Remembered<ILookup<string, (string Value, long Count)>> counted = new();

    /// <param name="facets">Names, as asked for.</param>
    /// <param name="key">The same for the same question, the facets included.</param>
    public async Task<IReadOnlyList<Facet>> ReadAsync(
        IReadOnlyList<string> facets, ListingFilter filter, string position, string key, string language, Func<Statement, FacetSql> sql, CancellationToken cancellationToken)
    {
        if (facets.Count == 0)
        {
            return [];
        }
        var counts = await counted.GetAsync(position, key, () => CountAsync(filter.In(database), sql, cancellationToken));
        return [.. facets.Select(facet => new Facet(facet, [.. InOrder(facet, counts[facet]).Select(c => new FacetValue(c.Value, LabelOf(facet, c.Value, language), c.Count))]))];
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<Facet> facets)
    {
        if (facets.Count == 0)
        {
            return;
        }
        json.WriteStartObject("facets");
        foreach (var facet in facets)
        {
            json.WriteStartArray(facet.Name);
            foreach (var value in facet.Values)
            {
                json.WriteStartObject();
                json.WriteString("value", value.Value);
                if (value.Label is not null)
                {
                    json.WriteString("label", value.Label);
                }
                json.WriteNumber("count", value.Count);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    static async Task<ILookup<string, (string Value, long Count)>> CountAsync(NpgsqlDataSource source, Func<Statement, FacetSql> sql, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand();
        command.CommandText = sql(new Statement(command)).ToString();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<(string Facet, string Value, long Count)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add((reader.GetString(0), reader.GetString(1), reader.GetInt64(2)));
        }
        return rows.ToLookup(row => row.Facet, row => (row.Value, row.Count));
    }

    static IEnumerable<(string Value, long Count)> InOrder(string facet, IEnumerable<(string Value, long Count)> counts) => facet == FacetNames.Day
        ? counts.OrderBy(c => c.Value, StringComparer.Ordinal)
        : counts.OrderByDescending(c => c.Count).ThenBy(c => c.Value, StringComparer.Ordinal);

    string? LabelOf(string facet, string value, string language) => facet switch
    {
        FacetNames.Concept => known.Taxonomy.Contains(value) ? known.Taxonomy[value].Labels[language] : null,
        FacetNames.Municipality => known.Region.Municipalities.Find(value)?.Name,
        _ => null,
    };
}
