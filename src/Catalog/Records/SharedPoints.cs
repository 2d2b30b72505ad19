using Besoksnaring.Contracts;
using Npgsql;

namespace Besoksnaring.Catalog.Records;

/// <summary>Positions that a provider gives to so many different things that they are no position.</summary>
static class SharedPoints
{
    /// <returns>The positions that become shared, or cease to be, by this write: all that stands there looks different then.</returns>
    /// <param name="names">What stands at each position besides the records of the write.</param>
    public static IReadOnlyList<PointUse> Crossed(
        Dictionary<(string Provider, string Key), HashSet<string>> names, IReadOnlyList<PointUse> before, IReadOnlyList<PointUse> after) =>
        [.. before.Concat(after).DistinctBy(point => (point.Provider, point.Key)).Where(point => IsShared(names, point, before) != IsShared(names, point, after))];

    /// <returns>Those that are shared once the write is done, among all positions that the records concerned have.</returns>
    public static async Task<HashSet<PointUse>> ReadAsync(
        NpgsqlConnection connection, Dictionary<(string Provider, string Key), HashSet<string>> names,
        IReadOnlyList<HeldRecord> news, IReadOnlyList<HeldRecord> others, IReadOnlyList<RecordKey> keys, CancellationToken cancellationToken)
    {
        var after = news.Select(record => record.Point).OfType<PointUse>().ToList();
        var elsewhere = others.Select(record => record.Point).OfType<PointUse>().Where(point => !names.ContainsKey((point.Provider, point.Key))).Distinct().ToList();
        if (elsewhere.Count > 0)
        {
            foreach (var (at, here) in await RecordReader.PointNamesAsync(connection, elsewhere, keys, cancellationToken))
            {
                names[at] = here;
            }
        }
        return [.. after.Concat(others.Select(record => record.Point).OfType<PointUse>()).Where(point => IsShared(names, point, after))];
    }

    static bool IsShared(Dictionary<(string Provider, string Key), HashSet<string>> names, PointUse point, IReadOnlyList<PointUse> added) =>
        (names.GetValueOrDefault((point.Provider, point.Key)) ?? [])
            .Concat(added.Where(other => other.Provider == point.Provider && other.Key == point.Key).Select(other => other.Name))
            .Distinct().Count() >= PointUse.ImpreciseFrom;
}
