using NodaTime;

namespace Besoksnaring.Contracts.Content;

/// <summary>When an event happens, in venue time, as the provider says it; instants are derived.</summary>
public sealed record Schedule
{
    public EventStatus Status { get; init; } = EventStatus.Scheduled;

    /// <summary>IANA zone of every local time below.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The dated happenings that the provider lists, in order.</summary>
    public IReadOnlyList<GivenOccurrence> Occurrences { get; init; } = [];

    /// <summary>The rules that the provider gives instead of listing.</summary>
    public IReadOnlyList<Recurrence> Recurrences { get; init; } = [];
}

public enum EventStatus
{
    Scheduled,
    Cancelled,
    Postponed,
    Rescheduled,
    MovedOnline,
}

/// <summary>One dated happening as given. No start time means that only the date is known (or that it lasts all day).</summary>
public sealed record GivenOccurrence
{
    public required LocalDate StartDate { get; init; }
    public LocalTime? StartTime { get; init; }

    /// <summary>The last day, inclusive. Absent: not given, which is not the same as the first day.</summary>
    public LocalDate? EndDate { get; init; }

    public LocalTime? EndTime { get; init; }

    /// <summary>Only where it differs from the whole event's.</summary>
    public EventStatus? Status { get; init; }
}

/// <summary>A recurrence rule with its exceptions (RFC 5545), in the schedule's zone.</summary>
public sealed record Recurrence
{
    public required GivenOccurrence First { get; init; }

    /// <summary>The value of RRULE, such as <c>FREQ=WEEKLY;BYDAY=TU</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>EXDATE: starts that do not happen.</summary>
    public IReadOnlyList<LocalDateTime> Except { get; init; } = [];

    /// <summary>RDATE: starts besides the rule's.</summary>
    public IReadOnlyList<LocalDateTime> Also { get; init; } = [];

    /// <summary>RECURRENCE-ID: starts that happen otherwise.</summary>
    public IReadOnlyList<MovedOccurrence> Moved { get; init; } = [];
}

/// <param name="Instead">The start that the rule gives.</param>
/// <param name="Occurrence">What happens instead.</param>
public sealed record MovedOccurrence(LocalDateTime Instead, GivenOccurrence Occurrence);
