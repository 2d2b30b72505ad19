using Besoksnaring.Api.Events;
using Besoksnaring.Api.Filters;
using Besoksnaring.Api.Queries;
using Besoksnaring.Vocabularies.Time;
using NodaTime;

namespace Besoksnaring.Api.Ogc;

/// <summary>Which features are asked for.</summary>
sealed record FeatureSearch
{
    /// <summary>Any of these boxes; none: everywhere.</summary>
    public IReadOnlyList<GeoBox> Boxes { get; init; } = [];

    public required ListingFilter Listings { get; init; }

    /// <summary>The occurrence that a feature shows is the first of these.</summary>
    public required EventSearch Occurrences { get; init; }

    /// <summary>What has no such occurrence is left out.</summary>
    public bool NeedsOccurrence { get; init; }

    public string? After { get; init; }

    public static FeatureSearch Of(OgcCollection collection, QueryValues query, Known known, Instant now)
    {
        var (zone, asked) = (known.Region.Zone, query.Of(OgcParameters.Datetime));
        return new FeatureSearch
        {
            Boxes = query.Of(OgcParameters.Box),
            Listings = ListingFilter.Of(query, known, now) with { Kinds = collection.Kind is { } kind ? new Words([kind], []) : Words.None },
            Occurrences = new EventSearch { Window = asked ?? TimeWindow.Between(now, null, zone), Zone = zone, Now = now, Ended = asked is not null },
            NeedsOccurrence = asked is not null,
            After = query.Of(OgcParameters.After),
        };
    }

    /// <returns>One listing of a collection.</returns>
    public static FeatureSearch One(OgcCollection collection, string id, Known known, Instant now) => new()
    {
        Listings = new ListingFilter { Ids = [id], Kinds = collection.Kind is { } kind ? new Words([kind], []) : Words.None },
        Occurrences = new EventSearch { Window = TimeWindow.Between(now, null, known.Region.Zone), Zone = known.Region.Zone, Now = now },
    };
}
