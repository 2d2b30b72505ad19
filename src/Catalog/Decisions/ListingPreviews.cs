using System.Text;
using Besoksnaring.Catalog.Listings;
using Besoksnaring.Catalog.Merging;
using Besoksnaring.Catalog.Occurrences;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Vocabularies;
using NodaTime;

namespace Besoksnaring.Catalog.Decisions;

/// <summary>What a listing would look like: made by what makes it when it is published, and not kept.</summary>
sealed class ListingPreviews(CatalogDatabase database, Region region, IClock clock)
{
    const string NoId = "preview";
    static readonly RecordKey NoKey = new("preview", "preview");

    public async Task<ListingPreview> PreviewAsync(PreviewWanted wanted, CancellationToken cancellationToken)
    {
        try
        {
            return await MakeAsync(wanted, cancellationToken);
        }
        catch (RecordRejectedException refused)
        {
            return Refused(refused.Message);
        }
    }

    async Task<ListingPreview> MakeAsync(PreviewWanted wanted, CancellationToken cancellationToken)
    {
        var (now, id) = (clock.GetCurrentInstant(), wanted.ListingId ?? NoId);
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var standing = wanted.ListingId is null ? [] : await RecordReader.StandingAsync(connection, [id], cancellationToken);
        var records = wanted.ListingId is null ? [] : await RecordReader.RecordsOfAsync(connection, [id], new HashSet<RecordKey>(), cancellationToken);
        if (wanted.Record is { } given)
        {
            var (content, plainText) = RecordCleaning.Clean(given);
            records.Add(new HeldRecord(NoKey, 0, null, now, Guid.Empty, content, null) { PlainText = plainText });
        }
        var live = records.Where(record => record.IsLive).ToList();
        if (live.Count == 0)
        {
            return Refused($"no record backs the listing '{id}'");
        }
        var decisions = wanted.Decisions is null ? standing.FirstOrDefault()?.Decisions : HeldDecisions.Checked(new ListingDecided(id, Guid.Empty, null, now, wanted.Decisions));
        var shared = await SharedPoints.ReadAsync(connection, [], [], live, [], cancellationToken);
        var merged = Merge.Of(live, decisions, shared.Contains, region);
        var listing = PublishedListing.Of(id, merged, standing.FirstOrDefault()?.Known.CreatedAt ?? now, now, new ListingRenderer(region));
        var inForce = standing.FirstOrDefault()?.Decisions;
        return new ListingPreview(null, listing.Renderings.ToDictionary(r => r.Language, r => Encoding.UTF8.GetString(r.Detail)), Occurrences(merged.Content.Schedule, now))
        {
            Content = merged.Content,
            Municipality = merged.Place.Municipality,
            Origins = [.. merged.Provenance.Select(OriginOf)],
            Records = [.. merged.Records.Where(record => record.Key != NoKey).Select(record => new BackingRecord(record.Key, record.Hash))],
            Decisions = inForce?.Given,
            Version = inForce?.Version,
        };
    }

    static FieldOrigin OriginOf(FieldProvenance field) => new(
        field.Field, field.Record, field.ObservedAt, field.Override?.By, field.Override is { Agreeing.Count: > 0 },
        field.Override is null ? null : field.Others.Select(other => other.Value).OfType<string>().FirstOrDefault())
    {
        IsDisputed = field.Others.Count > 0,
    };

    List<PreviewedOccurrence> Occurrences(Schedule? schedule, Instant now)
    {
        if (schedule is null)
        {
            return [];
        }
        var today = region.Today(clock);
        return [.. OccurrenceExpansion.Expand(schedule, today, OccurrenceExpansion.Horizon(today)).Occurrences.Where(o => o.OverAt > now).Take(ListingPreview.MaxOccurrences)
            .Select(o => new PreviewedOccurrence(o.StartLocal, o.EndLocal, o.StartInstant, o.Precision == TimePrecision.Date, o.IsRun, o.Status))];
    }

    static ListingPreview Refused(string reason) => new(reason, new Dictionary<string, string>(), []);
}
