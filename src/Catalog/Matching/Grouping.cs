using Besoksnaring.Catalog.Records;

namespace Besoksnaring.Catalog.Matching;

/// <summary>A listing as it stood before this write.</summary>
sealed record KnownListing(string Id, NodaTime.Instant CreatedAt);

/// <summary>The live records that are one thing. <paramref name="ListingId"/> is null when it needs a new id.</summary>
sealed record Group(string? ListingId, IReadOnlyList<HeldRecord> Records);

/// <param name="Replaced">Listings that went into another: id to the group's place in <paramref name="Groups"/>.</param>
/// <param name="Ended">Listings that no live record backs any more.</param>
sealed record Grouped(IReadOnlyList<Group> Groups, IReadOnlyDictionary<string, int> Replaced, IReadOnlyList<string> Ended);

/// <summary>
/// Which records are one listing: those that share a declared id, directly or through others. A function of what the
/// records say now, so the order in which they came makes no difference.
/// </summary>
static class Grouping
{
    /// <param name="records">Every record of the listings concerned, the withdrawn ones included.</param>
    /// <param name="listings">Those listings.</param>
    public static Grouped Of(IReadOnlyCollection<HeldRecord> records, IReadOnlyCollection<KnownListing> listings)
    {
        var components = Components(records.Where(record => record.IsLive));
        var ids = new string?[components.Count];
        var replaced = new Dictionary<string, int>();
        var ended = new List<string>();

        // The oldest listing chooses first, and goes where most of the records are that it lived by: a merge keeps the
        // older id, and what comes back after it was withdrawn does not take the id from what lived on.
        foreach (var listing in listings.OrderBy(l => l.CreatedAt).ThenBy(l => l.Id, StringComparer.Ordinal))
        {
            var candidates = components
                .Select((component, index) => (index, ours: component.Where(record => record.ListingId == listing.Id).ToList()))
                .Where(candidate => candidate.ours.Count > 0)
                .OrderByDescending(candidate => candidate.ours.Count(record => record.WasLive))
                .ThenByDescending(candidate => candidate.ours.Count)
                .ToList();
            if (candidates.Count == 0)
            {
                ended.Add(listing.Id);
                continue;
            }
            if (candidates.FindIndex(candidate => ids[candidate.index] is null) is var free && free >= 0)
            {
                ids[candidates[free].index] = listing.Id;
                continue;
            }
            replaced[listing.Id] = candidates[0].index;
        }
        return new Grouped([.. components.Select((component, index) => new Group(ids[index], component))], replaced, ended);
    }

    /// <summary>Union-find over shared ids; each component and all of them in the order of keys.</summary>
    static List<List<HeldRecord>> Components(IEnumerable<HeldRecord> live)
    {
        var records = live.OrderBy(record => record.Key).ToList();
        var parent = Enumerable.Range(0, records.Count).ToArray();
        var firstWith = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < records.Count; index++)
        {
            foreach (var shared in records[index].Content!.SharedIds)
            {
                if (!firstWith.TryAdd(shared, index))
                {
                    parent[Root(parent, index)] = Root(parent, firstWith[shared]);
                }
            }
        }
        return [.. records.Select((record, index) => (record, root: Root(parent, index)))
            .GroupBy(pair => pair.root, pair => pair.record)
            .Select(component => component.ToList())];
    }

    static int Root(int[] parent, int index)
    {
        while (parent[index] != index)
        {
            parent[index] = parent[parent[index]];
            index = parent[index];
        }
        return index;
    }
}
