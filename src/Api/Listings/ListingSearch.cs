using System.Globalization;
using System.Text;
using Besoksnaring.Api.Queries;
using Npgsql;

namespace Besoksnaring.Api.Listings;

/// <summary>Which live listings are asked for. An empty list filters nothing; values of one filter are alternatives.</summary>
sealed record ListingSearch(
    IReadOnlyList<string> Kinds, IReadOnlyList<string> Municipalities, IReadOnlyList<string> Concepts, IReadOnlyList<string> Providers, IReadOnlyList<string> Words)
{
    public static ListingSearch Of(QueryValues query) => new(
        query.Of(Parameters.Kind), query.Of(Parameters.Municipality), query.Of(Parameters.Concept), query.Of(Parameters.Provider), query.Of(Parameters.Text));

    /// <summary>Two searches for the same have the same.</summary>
    public string Key { get; } = string.Join('|', new[] { Kinds, Municipalities, Concepts, Providers, Words }
        .Select(values => string.Join(',', values.Order(StringComparer.Ordinal))));

    /// <summary>Appends the conditions on <c>catalog.listing_row l</c>; only what is asked for is in the statement, so each shape has a plan of its own.</summary>
    public void AppendWhere(StringBuilder sql, NpgsqlCommand command)
    {
        sql.Append(" where l.tombstoned_at is null");
        AppendAny(sql, command, "l.kind = any(", Kinds);
        AppendAny(sql, command, "l.municipality = any(", Municipalities);
        AppendAny(sql, command, "l.concepts && (", Concepts);
        AppendAny(sql, command, "l.providers && (", Providers);
        if (Words.Count == 0)
        {
            return;
        }
        // Each word is letters and digits only, so quoting it is safe; the whole is a parameter besides.
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = string.Join(" & ", Words.Select(word => $"'{word}':*")) });
        var given = "$" + command.Parameters.Count;
        // Swedish stems find the other endings. Words that Swedish skips ("om") are searched as written when there is nothing else.
        sql.Append(
            CultureInfo.InvariantCulture,
            $" and l.search @@ case when numnode(to_tsquery('swedish', {given})) > 0 then to_tsquery('swedish', {given}) else to_tsquery('simple', {given}) end");
    }

    static void AppendAny(StringBuilder sql, NpgsqlCommand command, string condition, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. values] });
            sql.Append(" and ").Append(condition).Append('$').Append(command.Parameters.Count).Append(')');
        }
    }
}
