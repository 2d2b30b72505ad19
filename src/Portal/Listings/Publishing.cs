using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Portal.Listings.Form;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Besoksnaring.Portal.Listings;

/// <summary>Hands what people decided to the catalogue. A listing that only this portal knows of is a record of ours and is put anew; of others the values are laid over.</summary>
sealed class Publishing(IAnsweringSink desk, ListingFinder finder, IClock clock, IOptions<PortalOptions> options)
{
    /// <summary>The channel that listings made here come from.</summary>
    public const string Provider = "portal";

    /// <summary>Of what people write here: before every import, and behind nobody.</summary>
    const int Rank = 10;

    public RecordSource Source => new() { Rank = Rank, Licence = options.Value.Licence, Permits = options.Value.Permits.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) };

    /// <summary>What the listing would look like.</summary>
    public Task<ListingPreview> PreviewAsync(string? id, ListingPreview? now, ListingForm form, DecidedBy by, CancellationToken cancellationToken)
    {
        var applied = form.Over(now?.Content ?? Empty(form.Kind));
        return now is null ? desk.PreviewAsync(new PreviewWanted(null, applied.Content, null), cancellationToken)
            : IsOurs(now) ? desk.PreviewAsync(new PreviewWanted(id, applied.Content, now.Decisions), cancellationToken)
            : desk.PreviewAsync(new PreviewWanted(id, null, applied.Upon(now.Decisions, Source, clock.GetCurrentInstant(), by)), cancellationToken);
    }

    /// <param name="replaces">The version that the form was begun upon.</param>
    public async Task<WriteResult> ChangeAsync(OpenListing listing, ListingForm form, Guid? replaces, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var applied = form.Over(listing.Now.Content!);
        if (IsOurs(listing.Now))
        {
            var record = listing.Now.Records[0];
            return await PutAsync(record.Key.RecordId, applied.Content, new RecordPutCondition(record.Hash, OnlyIfNew: false), cancellationToken);
        }
        return await DecideAsync(listing.Id, replaces, applied.Upon(listing.Now.Decisions, Source, now, listing.By), cancellationToken);
    }

    public Task<WriteResult> AddAsync(Guid recordId, ListingForm form, CancellationToken cancellationToken) =>
        PutAsync(recordId.ToString("N"), form.Over(Empty(form.Kind)).Content, new RecordPutCondition(null, OnlyIfNew: true), cancellationToken);

    public Task<WriteResult> DecideAsync(string id, Guid? replaces, ListingDecisions decisions, CancellationToken cancellationToken) =>
        desk.DecideAsync(new ListingDecided(id, Guid.CreateVersion7(), replaces, clock.GetCurrentInstant(), decisions), cancellationToken);

    public RecordContent Empty(ListingKind kind) => new() { Kind = kind, Source = Source, Title = LocalizedText.Empty };

    /// <summary>Whether nobody else says anything of it, and nothing is laid over it.</summary>
    public static bool IsOurs(ListingPreview listing) => listing.Records is [{ Key.Provider: Provider }] && listing.Decisions is not { Overrides.Count: > 0 };

    async Task<WriteResult> PutAsync(string recordId, RecordContent content, RecordPutCondition condition, CancellationToken cancellationToken)
    {
        var observed = new RecordObserved(
            new RecordKey(Provider, recordId), Guid.CreateVersion7(), await finder.SequenceAsync(cancellationToken), clock.GetCurrentInstant(),
            content with { Source = Source with { ModifiedAt = clock.GetCurrentInstant() } });
        return (await desk.PutAsync(new RecordsPut([new RecordPut(observed, condition.OnlyIfHash, condition.OnlyIfNew)]), cancellationToken))[0];
    }

    readonly record struct RecordPutCondition(byte[]? OnlyIfHash, bool OnlyIfNew);
}
