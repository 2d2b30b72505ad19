using NodaTime;

namespace Besoksnaring.Contracts.Content;

/// <summary>Seasons with weekly hours, and dated exceptions. A day that nothing speaks of is unknown, not closed.</summary>
public sealed record OpeningHours
{
    public IReadOnlyList<OpeningRule> Rules { get; init; } = [];
    public IReadOnlyList<SpecialDay> SpecialDays { get; init; } = [];

    /// <summary>What the provider says in words.</summary>
    public LocalizedText Note { get; init; } = LocalizedText.Empty;
}

/// <param name="From">First day of the season; null: no limit.</param>
/// <param name="To">Last day of the season, inclusive; null: no limit.</param>
/// <param name="Opens">Local to the place.</param>
/// <param name="Closes">Local to the place; earlier than <paramref name="Opens"/> means after midnight.</param>
public sealed record OpeningRule(
    LocalDate? From, LocalDate? To, IReadOnlyList<IsoDayOfWeek> Days, LocalTime Opens, LocalTime Closes);

/// <param name="Opens">Null: closed that day.</param>
public sealed record SpecialDay(LocalDate Date, LocalTime? Opens, LocalTime? Closes);

/// <summary>A price as given: either an amount, or from-to, or only words.</summary>
public sealed record Price
{
    public string? Name { get; init; }
    public decimal? Amount { get; init; }
    public decimal? MinAmount { get; init; }
    public decimal? MaxAmount { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    public string? Note { get; init; }
}

public sealed record AccommodationFacts
{
    public int? Beds { get; init; }
    public int? Rooms { get; init; }

    /// <summary>0-5, halves allowed.</summary>
    public decimal? Stars { get; init; }
}

public sealed record TrailFacts
{
    public double? LengthMetres { get; init; }
    public double? AscentMetres { get; init; }

    /// <summary><c>easy</c>, <c>moderate</c>, <c>hard</c> or <c>expert</c>.</summary>
    public string? Difficulty { get; init; }

    /// <summary>Lines of [longitude, latitude], WGS 84.</summary>
    public IReadOnlyList<IReadOnlyList<double[]>> Lines { get; init; } = [];
}
