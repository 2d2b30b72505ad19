using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Besoksnaring.Catalog.Merging;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Vocabularies;
using NodaTime;

namespace Besoksnaring.Catalog.Listings;

/// <summary>One listing as it is to be written: everything the tables hold of it.</summary>
sealed class PublishedListing
{
    /// <summary>Raised when we make other bytes, rows or search texts of the same content: <see cref="EditionWorker"/> then makes all of them anew.</summary>
    public const int CurrentEdition = 4;

    public required string Id { get; init; }
    public required MergedListing Merged { get; init; }
    public required ListingRenderer Renderer { private get; init; }
    public required Instant CreatedAt { get; init; }
    public required Instant UpdatedAt { get; init; }

    /// <summary>Of what a reader sees: equal means there is no change to tell.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Of what full-text search sees.</summary>
    public required byte[] TextHash { get; init; }

    /// <summary>Of all that its occurrences, their days and its opening hours hold of it.</summary>
    public required byte[] WhenHash { get; init; }

    public required SearchText Search { get; init; }
    public required byte[] Provenance { get; init; }

    public static PublishedListing Of(string id, MergedListing merged, Instant createdAt, Instant updatedAt, ListingRenderer renderer)
    {
        var search = SearchText.Of(merged);
        return new PublishedListing
        {
            Id = id,
            Merged = merged,
            Renderer = renderer,
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
            Hash = HashOf(merged),
            TextHash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(search))[..16],
            WhenHash = WhenHashOf(merged),
            Search = search,
            Provenance = JsonSerializer.SerializeToUtf8Bytes(merged.Provenance, ContractsJson.Options),
        };
    }

    public IReadOnlyList<Rendering> Renderings => field ??= Renderer.Render(Id, Merged, CreatedAt, UpdatedAt);

    /// <summary>As <see cref="StandingListing.BytesHash"/> is of the stored ones.</summary>
    public byte[] BytesHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var rendering in Renderings.OrderBy(rendering => rendering.Language, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(rendering.Language));
            hash.AppendData(SHA256.HashData(rendering.List));
            hash.AppendData(SHA256.HashData(rendering.Detail));
        }
        return hash.GetHashAndReset();
    }

    public IEnumerable<string> Concepts => Taxonomy.Default.WithAncestors(Merged.Content.Concepts);

    public IEnumerable<string> Providers => Merged.Records.Select(record => record.Key.Provider).Distinct();

    /// <summary>What something can be read in: of its texts, the base languages.</summary>
    public IEnumerable<string> Languages => Merged.Content.Title.Languages.Concat(Merged.Content.Summary.Languages).Concat(Merged.Content.Description.Languages)
        .Select(tag => tag.Split('-')[0]).Distinct().Order(StringComparer.Ordinal);

    public IEnumerable<string> Licences => Merged.Records.Select(record => record.Content!.Source.Licence).Append(Merged.Decided?.Licence).OfType<string>().Distinct().Order(StringComparer.Ordinal);

    /// <summary>Without a schedule and opening hours there are no rows that could differ.</summary>
    static byte[] WhenHashOf(MergedListing merged) => merged.Content is { Schedule: null, OpeningHours: null } ? [] : SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new { merged.Content.Schedule, merged.Content.OpeningHours, merged.Place.Municipality, merged.Place.Point, merged.Content.Concepts, merged.Content.IsFree },
        ContractsJson.Options))[..16];

    static byte[] HashOf(MergedListing merged) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new { merged.Content, merged.Place, merged.IsPrecise, sources = merged.Records.Select(r => new { r.Key, r.Content!.Source }), merged.Decided },
        ContractsJson.Options))[..16];
}
