using System.Text.Json;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Api.Shapes;

/// <summary>What the shapes say of a listing, read from its rendered JSON.</summary>
sealed record ListingFacts
{
    public required string Id { get; init; }
    public required ListingKind Kind { get; init; }
    public required string Title { get; init; }
    public string? Summary { get; init; }
    public DescriptionFacts? Description { get; init; }

    /// <summary>Which language each text is in.</summary>
    public IReadOnlyDictionary<string, string> ContentLanguage { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<ConceptFacts> Concepts { get; init; } = [];
    public MunicipalityFacts? Municipality { get; init; }
    public PlaceFacts? Place { get; init; }
    public Organizer? Organizer { get; init; }
    public Contact? Contact { get; init; }
    public IReadOnlyList<Link> Links { get; init; } = [];
    public IReadOnlyList<ImageFacts> Images { get; init; } = [];
    public OpeningHours? OpeningHours { get; init; }
    public IReadOnlyList<Price> Prices { get; init; } = [];
    public bool? IsFree { get; init; }
    public IReadOnlyList<string> Accessibility { get; init; } = [];
    public IReadOnlyList<string> Audience { get; init; } = [];
    public AccommodationFacts? Accommodation { get; init; }
    public TrailFacts? Trail { get; init; }
    public IReadOnlyList<SourceFacts> Sources { get; init; } = [];
    public Instant CreatedAt { get; init; }
    public Instant UpdatedAt { get; init; }

    /// <summary>A page for people: the listing's own before its provider's.</summary>
    public string? Website => Link("website") ?? Contact?.Url ?? Link("tickets") ?? Link("booking") ?? Link("source") ?? Sources.Select(s => s.Url).FirstOrDefault(url => url is not null);

    public string? PlainText => Description?.Text ?? Summary;

    public string? Link(string rel) => Links.FirstOrDefault(link => link.Rel == rel)?.Url;

    public static ListingFacts Read(byte[] json) => JsonSerializer.Deserialize<ListingFacts>(json, ContractsJson.Options)!;
}

sealed record DescriptionFacts(string Html, string Text);

sealed record ConceptFacts(string Id, string Label);

sealed record MunicipalityFacts(string Code, string Name);

sealed record PlaceFacts(string? Name, Address? Address, PointFacts? Point);

sealed record PointFacts(double Latitude, double Longitude);

sealed record ImageFacts(string Url, string? AltText, string? Credit, string? Licence);

sealed record SourceFacts(string Provider, string? Url, string Licence);
