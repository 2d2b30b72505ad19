namespace Besoksnaring.Contracts.Content;

/// <summary>Where it is, as the provider says it. The catalogue finds the municipality and mends coordinates.</summary>
public sealed record RecordPlace
{
    /// <summary>The venue's or place's name.</summary>
    public string? Name { get; init; }

    /// <summary>As given: degrees north, or SWEREF 99 TM metres north, perhaps with the axes swapped.</summary>
    public double? Latitude { get; init; }

    /// <summary>As given: degrees east, or SWEREF 99 TM metres east, perhaps with the axes swapped.</summary>
    public double? Longitude { get; init; }

    public Address? Address { get; init; }
}

public sealed record Address
{
    public string? Street { get; init; }
    public string? PostalCode { get; init; }
    public string? City { get; init; }

    /// <summary>Name or four-digit SCB code, as given.</summary>
    public string? Municipality { get; init; }

    public string? Region { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }
}

/// <summary>Who holds or runs it.</summary>
public sealed record Organizer
{
    public string? Name { get; init; }
    public string? City { get; init; }

    /// <summary>Name or four-digit SCB code, as given.</summary>
    public string? Municipality { get; init; }

    public string? Url { get; init; }
}

public sealed record Contact
{
    public string? Telephone { get; init; }
    public string? Email { get; init; }
    public string? Url { get; init; }
}

/// <param name="Rel"><c>website</c>, <c>booking</c>, <c>tickets</c> or <c>source</c>.</param>
public sealed record Link(string Rel, string Url);

public sealed record Image
{
    public required string Url { get; init; }

    /// <summary>Pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels.</summary>
    public int? Height { get; init; }

    public LocalizedText AltText { get; init; } = LocalizedText.Empty;
    public string? Credit { get; init; }
    public string? Licence { get; init; }
}
