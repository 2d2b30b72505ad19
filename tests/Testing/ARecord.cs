using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Testing;

/// <summary>A record that says only what its test is about.</summary>
public sealed record ARecord(string Id, string Provider = "fjallkart")
{
    public long Sequence { get; init; } = 1;
    public string Title { get; init; } = "Rävstugan";
    public string? Description { get; init; }
    public int Rank { get; init; } = 50;
    public Instant? ModifiedAt { get; init; }
    public ListingKind Kind { get; init; } = ListingKind.Accommodation;
    public IReadOnlyList<string> SharedIds { get; init; } = [];
    public RecordPlace? Place { get; init; }
    public Schedule? Schedule { get; init; }
    public IReadOnlyList<string> UnmappedCategories { get; init; } = [];
    public IReadOnlyList<string> Concepts { get; init; } = [];
    public IReadOnlyList<Link> Links { get; init; } = [];
    public IReadOnlyList<Image> Images { get; init; } = [];
    public IReadOnlyList<string>? Permits { get; init; }

    public RecordKey Key => new(Provider, Id);

    public RecordObserved Observed() => Message(new RecordContent
    {
        Kind = Kind,
        Source = new RecordSource { Rank = Rank, Licence = "CC0-1.0", Permits = Permits, ModifiedAt = ModifiedAt },
        Title = new LocalizedText("sv", Title),
        Description = Description is null ? LocalizedText.Empty : new LocalizedText("sv", Description),
        SharedIds = SharedIds,
        Place = Place,
        Schedule = Schedule,
        UnmappedCategories = UnmappedCategories,
        Concepts = Concepts,
        Links = Links,
        Images = Images,
    });

    public RecordObserved Tombstone() => Message(null);

    RecordObserved Message(RecordContent? content) =>
        new(Key, Guid.NewGuid(), Sequence, Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromMinutes(Sequence), content);
}
