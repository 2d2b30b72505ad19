using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;
using CsCheck;

namespace Besoksnaring.Catalog.Tests.Records;

/// <summary>What three providers said in the course of time, with shared ids and positions that come and go.</summary>
static class History
{
    static readonly string[] Providers = ["hav", "turism", "wiki"];

    static readonly Gen<(int Provider, int Id, bool Lives, int Title, int Shared, int Place)> Said = Gen.Select(
        Gen.Int[0, 2], Gen.Int[1, 7], Gen.Frequency((5, Gen.Const(true)), (2, Gen.Const(false))),
        // A bit for each of five shared ids; few at a time, or all is one.
        Gen.Int[0, 8], Gen.OneOf(0, 0, 0, 1, 2, 4, 8, 16, 3, 6, 24), Gen.Int[0, 2]);

    /// <summary>In the order in which it was said.</summary>
    public static Gen<List<RecordObserved>> Any { get; } = Said.List[10, 70].Select(said => said.Select((one, at) => Observed(at + 1, one)).ToList());

    /// <summary>The same in any order, some of it twice, in messages of any size.</summary>
    public static Gen<List<RecordObserved[]>> Disordered(List<RecordObserved> history) =>
        from again in Gen.Int[0, history.Count - 1].Array[0, 20]
        from order in Gen.Shuffle(history.Concat(again.Select(at => history[at])).ToArray())
        from sizes in Gen.Int[1, 12].Array[order.Length]
        select Batches(order, sizes);

    static RecordObserved Observed(int sequence, (int Provider, int Id, bool Lives, int Title, int Shared, int Place) said)
    {
        var record = new ARecord($"{said.Id}", Providers[said.Provider])
        {
            Sequence = sequence,
            Title = $"Plats {said.Title}",
            Description = said.Title % 3 == 0 ? $"<p>Om <b>{said.Title}</b></p>" : null,
            Rank = 10 * (said.Provider + 1) % 30,
            SharedIds = [.. Enumerable.Range(0, 5).Where(bit => (said.Shared >> bit & 1) == 1).Select(bit => $"eu:{bit}")],
            Place = said.Place == 0 ? null : new RecordPlace { Latitude = 59.3 + said.Place / 10.0, Longitude = 13.4 },
        };
        return said.Lives ? record.Observed() : record.Tombstone();
    }

    static List<RecordObserved[]> Batches(RecordObserved[] order, int[] sizes)
    {
        var batches = new List<RecordObserved[]>();
        for (var (at, next) = (0, 0); at < order.Length; at += sizes[next++])
        {
            batches.Add([.. order.Skip(at).Take(sizes[next])]);
        }
        return batches;
    }
}
