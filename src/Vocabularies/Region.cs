using Besoksnaring.Vocabularies.Places;

namespace Besoksnaring.Vocabularies;

/// <summary>Which part of the world the catalogue is about, and what it knows of places there.</summary>
public sealed record Region
{
    public required string Name { get; init; }

    /// <summary>IANA zone of what has none of its own.</summary>
    public required string TimeZone { get; init; }

    public required Municipalities Municipalities { get; init; }

    /// <summary>Null: none configured; a point then belongs to the municipality of the nearest place.</summary>
    public MunicipalityBoundaries? Boundaries { get; init; }

    public required Gazetteer Gazetteer { get; init; }

    /// <summary>Värmland with the bundled municipalities and places, and no boundaries.</summary>
    public static Region Default { get; } = new()
    {
        Name = "Värmland",
        TimeZone = "Europe/Stockholm",
        Municipalities = Municipalities.Default,
        Gazetteer = Gazetteer.Default,
    };

    /// <returns>The region that a registry file describes.</returns>
    /// <exception cref="VocabularyException">It, or a file that it names, cannot be used.</exception>
    public static Region Load(string registryFile) => RegionFile.Load(registryFile);
}
