namespace Besoksnaring.Contracts.Content;

/// <summary>What one provider says of one thing, in our words. What the provider does not say is absent, never a default.</summary>
public sealed record RecordContent
{
    public required ListingKind Kind { get; init; }

    public required RecordSource Source { get; init; }

    /// <summary>Plain text. A record without a title cannot be read.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>A sentence or two. May hold the provider's HTML: the catalogue sanitises.</summary>
    public LocalizedText Summary { get; init; } = LocalizedText.Empty;

    /// <summary>The long text. May hold the provider's HTML: the catalogue sanitises.</summary>
    public LocalizedText Description { get; init; } = LocalizedText.Empty;

    /// <summary>Ids of our own concepts, the provider's words mapped.</summary>
    public IReadOnlyList<string> Concepts { get; init; } = [];

    /// <summary>The provider's own category words that its mapping does not know yet.</summary>
    public IReadOnlyList<string> UnmappedCategories { get; init; } = [];

    public RecordPlace? Place { get; init; }

    public Organizer? Organizer { get; init; }

    public Contact? Contact { get; init; }

    public IReadOnlyList<Link> Links { get; init; } = [];

    public IReadOnlyList<Image> Images { get; init; } = [];

    public OpeningHours? OpeningHours { get; init; }

    public IReadOnlyList<Price> Prices { get; init; } = [];

    /// <summary>True only on positive evidence (the provider says free, or a price of zero for all); absent is unknown.</summary>
    public bool? IsFree { get; init; }

    /// <summary>Facts such as <c>wheelchair</c>, <c>hearing-loop</c>, <c>step-free</c>.</summary>
    public IReadOnlyList<string> Accessibility { get; init; } = [];

    /// <summary>Words such as <c>children</c>, <c>families</c>, <c>seniors</c>, <c>youth</c>, <c>adults</c>.</summary>
    public IReadOnlyList<string> Audience { get; init; } = [];

    /// <summary>When it happens; for events only.</summary>
    public Schedule? Schedule { get; init; }

    public AccommodationFacts? Accommodation { get; init; }

    public TrailFacts? Trail { get; init; }

    /// <summary>Ids that other providers know the same thing by, as <c>scheme:value</c>; two records that share one are one listing.</summary>
    public IReadOnlyList<string> SharedIds { get; init; } = [];
}

public enum ListingKind
{
    Accommodation,
    Activity,
    Attraction,
    Event,
    Food,
    Trail,
    Place,
    Service,
}

/// <summary>Where a record comes from and how far it is to be trusted.</summary>
public sealed record RecordSource
{
    /// <summary>1 is the most trusted; of two values for a field, the lower rank's is published.</summary>
    public required int Rank { get; init; }

    /// <summary>Licence id of the provider's texts and images, SPDX where there is one.</summary>
    public required string Licence { get; init; }

    /// <summary>What its texts and images may be used for (<see cref="Purpose"/>); <c>nothing</c> alone: nothing. Null: not said, which is taken to be the web and no more.</summary>
    public IReadOnlyList<string>? Permits { get; init; }

    /// <summary>The record's own page or resource at the provider.</summary>
    public string? Url { get; init; }

    /// <summary>When the provider says it changed; of two equal ranks the later is published.</summary>
    public NodaTime.Instant? ModifiedAt { get; init; }

    /// <summary>True when the provider has no id of its own and ours is derived from what the record says.</summary>
    public bool IdIsDerived { get; init; }
}
