using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Catalog.Tests.Records;

/// <summary>What the catalogue must say in the end, said slowly and plainly: it knows the last word on each record, and nothing of how it came.</summary>
static class CatalogModel
{
    /// <param name="Precise">Null without a position.</param>
    public sealed record Expected(string Title, bool? Precise);

    /// <returns>The live listings by the records behind them.</returns>
    public static SortedDictionary<string, Expected> Of(IEnumerable<RecordObserved> history)
    {
        var live = history.GroupBy(record => record.Key).Select(same => same.MaxBy(record => record.Sequence)!)
            .Where(record => record.Content is not null).OrderBy(record => record.Key).ToList();
        var listings = new SortedDictionary<string, Expected>(StringComparer.Ordinal);
        var left = live.ToHashSet();
        foreach (var record in live.Where(left.Contains))
        {
            var together = new List<RecordObserved> { record };
            while (left.FirstOrDefault(other => !together.Contains(other) && together.Any(one => Share(one, other))) is { } next)
            {
                together.Add(next);
            }
            left.ExceptWith(together);
            listings.Add(
                string.Join(' ', together.Select(one => one.Key.ToString()).Order(StringComparer.Ordinal)),
                new Expected(TitleOf(together), PreciseOf(together, live)));
        }
        return listings;
    }

    static bool Share(RecordObserved left, RecordObserved right) => left.Content!.SharedIds.Intersect(right.Content!.SharedIds).Any();

    static string TitleOf(List<RecordObserved> together) =>
        together.OrderBy(record => record.Content!.Source.Rank).ThenBy(record => record.Key).First().Content!.Title.ToString();

    /// <summary>Precise as soon as one of the records stands where its provider puts fewer than five different things.</summary>
    static bool? PreciseOf(List<RecordObserved> together, List<RecordObserved> live)
    {
        var located = together.Where(record => record.Content!.Place is not null).ToList();
        return located.Count == 0 ? null : located.Any(record => live
            .Where(other => other.Key.Provider == record.Key.Provider && other.Content!.Place == record.Content!.Place)
            .Select(other => other.Content!.Title.ToString()).Distinct().Count() < 5);
    }
}
