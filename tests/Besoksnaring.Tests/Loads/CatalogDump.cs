using System.Text.Json.Nodes;
using Npgsql;

namespace Besoksnaring.Tests.Loads;

/// <summary>The catalogue as its readers see it, without what may differ between two loads of the same data: our ids and our clocks.</summary>
static class CatalogDump
{
    static readonly string[] OurOwn = ["id", "createdAt", "updatedAt"];

    /// <returns>For each live listing, by the records behind it: what it says in all languages.</returns>
    public static async Task<SortedDictionary<string, string>> ReadAsync(string connectionString)
    {
        const string Sql = """
            select b.detail from catalog.listing_row l join catalog.listing_bytes b on b.listing_id = l.id
            where l.tombstoned_at is null order by l.id, b.language
            """;
        var dump = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Sql, connection) { CommandTimeout = 120 };
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var detail = JsonNode.Parse(reader.GetFieldValue<byte[]>(0))!.AsObject();
            foreach (var property in OurOwn)
            {
                detail.Remove(property);
            }
            var records = string.Join(' ', detail["sources"]!.AsArray().Select(source => (string)source!["record"]!).Order(StringComparer.Ordinal));
            dump[records] = dump.GetValueOrDefault(records) + detail.ToJsonString();
        }
        return dump;
    }

    /// <summary>Names the first differences: a wall of JSON helps nobody.</summary>
    public static void AssertEqual(SortedDictionary<string, string> expected, SortedDictionary<string, string> actual)
    {
        var missing = expected.Keys.Except(actual.Keys).ToList();
        var extra = actual.Keys.Except(expected.Keys).ToList();
        var different = expected.Keys.Intersect(actual.Keys).Where(key => expected[key] != actual[key]).ToList();
        Assert.True(
            missing.Count + extra.Count + different.Count == 0,
            $"{missing.Count} missing ({First(missing)}), {extra.Count} extra ({First(extra)}), {different.Count} different"
            + (different.Count == 0 ? "." : $": {different[0]}\n{expected[different[0]]}\n{actual[different[0]]}"));
    }

    static string First(List<string> keys) => keys.Count == 0 ? "none" : keys[0];
}
