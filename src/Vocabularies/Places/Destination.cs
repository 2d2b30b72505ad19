using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Vocabularies.Places;

/// <summary>A marketing area: what visitors travel to, never the same thing as a municipality.</summary>
public sealed record Destination
{
    /// <summary>Kebab-case words of a to z.</summary>
    public required string Id { get; init; }

    /// <summary>In every language of <see cref="Vocabularies.Languages.All"/>.</summary>
    public required LocalizedText Labels { get; init; }

    /// <summary>Codes of the municipalities that it is taken to be in; a municipality may be in several destinations.</summary>
    public required IReadOnlyList<string> Municipalities { get; init; }

    /// <summary>Who says that these municipalities make it up.</summary>
    public required string Source { get; init; }
}
