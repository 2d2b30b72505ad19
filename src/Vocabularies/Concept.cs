using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Vocabularies;

/// <summary>A category term of our own, such as <c>music</c> or, below it, <c>music.opera</c>.</summary>
public sealed record Concept
{
    public required string Id { get; init; }

    /// <summary>The concept above this one, or null for one of the first level.</summary>
    public required string? Parent { get; init; }

    public required ListingKind Kind { get; init; }

    /// <summary>In every language of <see cref="Vocabularies.Languages.All"/>.</summary>
    public required LocalizedText Labels { get; init; }

    /// <summary>The schema.org type that means the same, where there is one.</summary>
    public string? SameAs { get; init; }
}
