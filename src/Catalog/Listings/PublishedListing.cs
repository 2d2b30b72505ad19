using System.Security.Cryptography;
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
    /// <summary>Raised when the bytes we make of the same content change, so that a resend makes them anew.</summary>
    const byte RenderingEdition = 1;

    public required string Id { get; init; }
    public required MergedListing Merged { get; init; }
    public required Instant CreatedAt { get; init; }
    public required Instant UpdatedAt { get; init; }

    /// <summary>Of what a reader sees: equal means there is no change to tell.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Of what full-text search sees.</summary>
    public required byte[] TextHash { get; init; }

    public required SearchText Search { get; init; }
    public required byte[] Provenance { get; init; }

    public static PublishedListing Of(string id, MergedListing merged, Instant createdAt, Instant updatedAt)
    {
        var search = SearchText.Of(merged);
        return new PublishedListing
        {
            Id = id,
            Merged = merged,
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
            Hash = HashOf(merged),
            TextHash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(search))[..16],
            Search = search,
            Provenance = JsonSerializer.SerializeToUtf8Bytes(merged.Provenance, ContractsJson.Options),
        };
    }

    public IEnumerable<string> Concepts => Taxonomy.Default.WithAncestors(Merged.Content.Concepts);

    public IEnumerable<string> Providers => Merged.Records.Select(record => record.Key.Provider).Distinct();

    static byte[] HashOf(MergedListing merged) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new { RenderingEdition, merged.Content, merged.Place, merged.IsPrecise, sources = merged.Records.Select(r => new { r.Key, r.Content!.Source }) },
        ContractsJson.Options))[..16];
}

/// <summary>What full-text search reads of a listing: Swedish with its stems, every language as written.</summary>
sealed record SearchText(string SwedishTitle, string Title, string SwedishBody, string Body)
{
    const int MaxBody = 20_000;

    public static SearchText Of(MergedListing merged)
    {
        var content = merged.Content;
        var bodies = merged.Records.SelectMany(r => r.PlainText).GroupBy(p => p.Key).ToDictionary(p => p.Key, p => p.First().Value);
        string BodyIn(string language) => $"{content.Summary[language]} {(content.Description[language] is { } html ? bodies[html] : null)}";
        var body = string.Join(' ', content.Summary.Languages.Concat(content.Description.Languages).Distinct().Select(BodyIn)
            .Concat([content.Place?.Name, content.Place?.Address?.Street, content.Place?.Address?.City, content.Organizer?.Name]));
        return new SearchText(
            content.Title["sv"] ?? "", string.Join(' ', content.Title.Select(t => t.Value)), Short(BodyIn("sv")), Short(body));
    }

    static string Short(string text) => text.Length <= MaxBody ? text : text[..MaxBody];
}
