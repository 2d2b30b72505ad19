using System.Text.Json;
using Besoksnaring.Catalog.Decisions;
using Besoksnaring.Catalog.Matching;
using Besoksnaring.Catalog.Merging;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Vocabularies;
using NodaTime;

namespace Besoksnaring.Catalog.Listings;

/// <summary>From what is held and what is new to what is to be written. Pure: no database, and the clock and the ids are given.</summary>
static class WritePlan
{
    /// <param name="news">The message's records that are news, with the listing they back until now.</param>
    /// <param name="others">The other records of the listings concerned.</param>
    /// <param name="standing">Those listings.</param>
    public static PlannedWrite Of(
        IReadOnlyList<HeldRecord> news, IReadOnlyList<HeldRecord> others, IReadOnlyList<StandingListing> standing,
        Func<PointUse, bool> isShared, Region region, Instant now, Func<string> newId)
    {
        var renderer = new ListingRenderer(region);
        var grouped = Grouping.Of([.. news, .. others], [.. standing.Select(listing => listing.Known)]);
        var before = standing.ToDictionary(listing => listing.Known.Id);
        var ids = grouped.Groups.Select(group => group.ListingId ?? newId()).ToList();
        var written = new List<PublishedListing>();
        var touched = new List<PublishedListing>();
        var changes = new List<ListingChange>();
        var withdrawn = new List<(string, string?)>();
        var decided = new List<(string, HeldDecisions)>();
        for (var index = 0; index < ids.Count; index++)
        {
            var was = before.GetValueOrDefault(ids[index]);
            var decisions = DecisionsOf(index, ids[index], grouped, before);
            if (decisions is not null && decisions != was?.Decisions)
            {
                decided.Add((ids[index], decisions));
            }
            if (decisions is { IsClosed: true })
            {
                if (was is { IsTombstoned: false })
                {
                    withdrawn.Add((ids[index], null));
                    changes.Add(new ListingChange(ids[index], was.Kind, "tombstoned"));
                }
                continue;
            }
            var merged = Merge.Of(grouped.Groups[index].Records, decisions, isShared, region);
            var listing = PublishedListing.Of(ids[index], merged, was?.Known.CreatedAt ?? now, now, renderer);
            if (was is { IsTombstoned: false, IsOfEarlierEdition: false } && was.Hash.AsSpan().SequenceEqual(listing.Hash))
            {
                touched.Add(listing);
                continue;
            }
            if (was is { IsTombstoned: false, IsOfEarlierEdition: true }
                && PublishedListing.Of(ids[index], merged, was.Known.CreatedAt, was.UpdatedAt, renderer) is var same
                && same.BytesHash().AsSpan().SequenceEqual(was.BytesHash))
            {
                written.Add(same);
                continue;
            }
            written.Add(listing);
            changes.Add(new ListingChange(listing.Id, KindOf(listing), was is null ? "created" : was.IsTombstoned ? "restored" : "changed"));
        }
        foreach (var (id, group) in grouped.Replaced)
        {
            withdrawn.Add((id, ids[group]));
            changes.Add(new ListingChange(id, before[id].Kind, "merged"));
        }
        foreach (var id in grouped.Ended.Where(id => !before[id].IsTombstoned))
        {
            withdrawn.Add((id, null));
            changes.Add(new ListingChange(id, before[id].Kind, "tombstoned"));
        }
        return new PlannedWrite(
            Placed(news, grouped, ids), [.. Placed(others, grouped, ids).Zip(others).Where(pair => pair.First.ListingId != pair.Second.ListingId).Select(pair => pair.First)],
            written, touched, withdrawn, decided, changes);
    }

    /// <summary>Its own, and those about the listings that go into it.</summary>
    static HeldDecisions? DecisionsOf(int group, string id, Grouped grouped, Dictionary<string, StandingListing> before) => HeldDecisions.Together([.. grouped.Replaced
        .Where(replaced => replaced.Value == group).Select(replaced => replaced.Key).Append(id)
        .Select(listing => before.GetValueOrDefault(listing)?.Decisions).OfType<HeldDecisions>()]);

    public static string KindOf(PublishedListing listing) => JsonNamingPolicy.CamelCase.ConvertName(listing.Merged.Content.Kind.ToString());

    /// <summary>The records with the listing that they back from now on; a withdrawn one follows its listing when that was merged.</summary>
    static List<HeldRecord> Placed(IReadOnlyList<HeldRecord> records, Grouped grouped, List<string> ids)
    {
        var listingOf = grouped.Groups.SelectMany((group, index) => group.Records.Select(record => (record.Key, Id: ids[index]))).ToDictionary(p => p.Key, p => p.Id);
        return [.. records.Select(record => record with
        {
            ListingId = listingOf.GetValueOrDefault(record.Key)
                ?? (record.ListingId is { } held && grouped.Replaced.TryGetValue(held, out var group) ? ids[group] : record.ListingId),
        })];
    }
}
