using Besoksnaring.Vocabularies.Places;
using Besoksnaring.Vocabularies.Time;
using NodaTime;

namespace Besoksnaring.Vocabularies;

/// <summary>Which part of the world the catalogue is about, and what it knows of places there.</summary>
public sealed record Region
{
    public required string Name { get; init; }

    /// <summary>IANA zone of what has none of its own.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Its clocks: what a day is.</summary>
    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb[TimeZone];

    public required Municipalities Municipalities { get; init; }

    /// <summary>Null: none configured; a point then belongs to the municipality of the nearest place.</summary>
    public MunicipalityBoundaries? Boundaries { get; init; }

    public required Gazetteer Gazetteer { get; init; }

    /// <summary>The school breaks and holidays that may be asked for.</summary>
    public required Calendars Calendars { get; init; }

    public required Destinations Destinations { get; init; }

    /// <summary>Värmland with everything that is bundled, and no boundaries.</summary>
    public static Region Default { get; } = new()
    {
        Name = "Värmland",
        TimeZone = "Europe/Stockholm",
        Municipalities = Municipalities.Default,
        Gazetteer = Gazetteer.Default,
        Calendars = Calendars.Default,
        Destinations = Destinations.Varmland,
    };

    /// <returns>The day it is in the region.</returns>
    public LocalDate Today(IClock clock) => clock.GetCurrentInstant().InZone(Zone).Date;

    /// <returns>The region that a registry file describes.</returns>
    /// <exception cref="VocabularyException">It, or a file that it names, cannot be used.</exception>
    public static Region Load(string registryFile) => RegionFile.Load(registryFile);
}
