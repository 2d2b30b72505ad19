using NodaTime;

namespace Besoksnaring.Portal.People;

/// <summary>What a person may decide beyond their own listings.</summary>
sealed class EditorRole
{
    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    public required EditorKind Kind { get; init; }

    /// <summary>SCB's code, four digits; only with <see cref="EditorKind.Municipality"/>, and one role for each.</summary>
    public string? Municipality { get; init; }

    public required Instant Since { get; init; }
}

enum EditorKind
{
    /// <summary>Decides about what is in one municipality.</summary>
    Municipality,

    /// <summary>Decides about everything in the region.</summary>
    Region,

    /// <summary>Decides who has which role, and everything that a regional editor does.</summary>
    Administrator,
}
