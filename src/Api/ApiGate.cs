using Besoksnaring.Api.Events;
using Besoksnaring.Api.Exports;
using Besoksnaring.Api.Feeds;
using Besoksnaring.Api.Filters;
using Besoksnaring.Api.Listings;
using Besoksnaring.Api.Log;
using Besoksnaring.Api.Members;
using Besoksnaring.Api.Ogc;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Providers;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Rights;
using Besoksnaring.Api.Runs;
using Besoksnaring.Api.Shapes;
using Besoksnaring.Api.Sorting;
using Besoksnaring.Api.Vocabulary;
using Besoksnaring.Vocabularies.Time;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Api;

/// <summary>
/// Asks every question once before the first caller can: nothing starts on a schema that cannot answer them all, and
/// the first caller finds everything warm.
/// </summary>
sealed class ApiGate(
    Known known, CataloguePosition catalogue, CatalogueCounts counts, ListingReader listings, OccurrenceReader occurrences, EventReader events, FeatureReader features, Suggestions suggestions, ShapeReader shapes, FeedReader feeds, ChecksumReader checksums, ExportReader exports, LogReader log,
    ProviderReader providers, RunReader runs, UnmappedReader unmapped, PartnerDatabase partners, IClock clock, IServiceProvider services) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await AskEverythingAsync(cancellationToken);
            await PartnerSchema.CheckAsync(partners, cancellationToken);
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn
            or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedFunction)
        {
            throw new InvalidOperationException(
                $"The database is not what this version reads ({missing.MessageText}). Run 'migrate' first (or the quick start, which does it by itself).", missing);
        }
        catch (PostgresException denied) when (denied.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new InvalidOperationException(
                $"The Api's database user may not read what it must ({denied.MessageText}). Grant it the role besoksnaring_reader.", denied);
        }
        // Built now, so that a mistake in the description stops the start and not a caller.
        await DescribeApi.DocumentAsync(services, cancellationToken);
    }

    public async Task AskEverythingAsync(CancellationToken cancellationToken)
    {
        const string none = "-";
        var now = clock.GetCurrentInstant();
        var position = await catalogue.ReadAsync(cancellationToken);
        var something = new Words([none], [none]);
        var filtered = new ListingFilter
        {
            Kinds = something,
            Concepts = something,
            Municipalities = something,
            Destinations = [none],
            Near = default(GeoPosition),
            RadiusKm = 1,
            Box = new(0, 0, 1, 1),
            Area = new("POLYGON((0 0,1 0,1 1,0 0))", new(0, 0, 1, 1)),
            Free = true,
            Providers = something,
            Text = ["ingenting"],
            Languages = something,
            Audiences = something,
            Accessibilities = something,
            Licences = something,
            OpenAt = new LocalDateTime(2026, 12, 24, 12, 0),
            UpdatedSince = now,
            Ids = [none],
        };
        // The least that can be asked, of nothing: asked of everything, a large catalogue takes its time.
        foreach (var filter in new[] { new ListingFilter { Ids = [none] }, filtered })
        {
            await listings.CountAsync(filter, position, $"{filter == filtered}", cancellationToken);
            var today = known.Region.Today(clock);
            foreach (var sort in new[] { SortWords.Name, SortWords.Next, SortWords.Updated, SortWords.Distance, SortWords.Relevance }.Take(filter == filtered ? 5 : 3))
            {
                await listings.ReadPageAsync(new ListingSearch(filter, sort, now, today), new MemberChoice([], ["description"]), "sv", ReaderRights.Public, 20, 0, (_, _) => { }, cancellationToken);
            }
            var search = new EventSearch { Window = TimeWindow.OfDays(today, today, known.Region.Zone), Zone = known.Region.Zone, Now = now, Listings = filter };
            await events.CountAsync(search, position, $"{filter == filtered}", cancellationToken);
            foreach (var total in new[] { new Total(1, IsExact: true), new Total(1, IsExact: false) })
            {
                await events.ReadAsync(search, total, new MemberChoice([], ["description"]), "sv", ReaderRights.Public, 20, 0, cancellationToken);
            }
        }
        foreach (var filter in new[] { FeedFilter.Everything, FeedFilter.OfKind(none), new([none, none], filtered) })
        {
            await feeds.ReadAsync(filter, 0, 1, "sv", ReaderRights.Public, cancellationToken);
            await checksums.ReadAsync(filter, none, none, cancellationToken);
        }
        await using (var rows = await exports.BeginAsync(FeedFilter.OfKind(none), none, cancellationToken))
        {
            await using var reader = await rows.ReadAsync(cancellationToken);
        }
        await log.ReadAsync(0, 1, cancellationToken);
        await features.ReadExtentsAsync(none, cancellationToken);
        var ofDay = new FeatureSearch { Listings = filtered, Boxes = [new(0, 0, 1, 1)], Occurrences = new EventSearch { Window = new(), Zone = known.Region.Zone, Now = now }, NeedsOccurrence = true, After = none };
        await features.CountAsync(ofDay, position, none, cancellationToken);
        await features.ReadAsync(ofDay, "sv", ReaderRights.Public, 1, cancellationToken);
        await suggestions.ForAsync(filtered, (_, _) => Task.FromResult(0L), cancellationToken);
        await listings.FindAsync(none, "sv", ReaderRights.Public, [], cancellationToken);
        await listings.FindAsync(none, "sv", ReaderRights.Public, [none], cancellationToken);
        await listings.FindStateAsync(none, cancellationToken);
        await listings.FindProvenanceAsync(none, ReaderRights.Public, cancellationToken);
        await occurrences.ReadAsync(none, null, 1, 0, cancellationToken);
        await shapes.ReadAsync([none], "sv", ReaderRights.Public, cancellationToken);
        await counts.ReadAsync(cancellationToken);
        await unmapped.ReadAsync([], 1, 0, cancellationToken);
        foreach (var words in new[] { known.Providers, known.Audiences, known.Accessibilities, known.Licences })
        {
            await words.LearnAsync([none], cancellationToken);
        }
        await providers.ReadAllAsync(cancellationToken);
        await providers.FindAsync(none, cancellationToken);
        await runs.ReadAsync([none], ["held"], 1, 0, cancellationToken);
        await runs.FindAsync(Guid.Empty, 1, cancellationToken);
        await runs.ReadQuarantinedAsync(Guid.Empty, 1, 0, cancellationToken);
        await runs.CountQuarantinedAsync(Guid.Empty, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
