using Besoksnaring.Api.Filters;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Sorting;
using Besoksnaring.Vocabularies.Time;
using NodaTime;

namespace Besoksnaring.Api.Events;

/// <summary>Which happenings are asked for. What is empty or null filters nothing.</summary>
sealed record EventSearch
{
    public required TimeWindow Window { get; init; }

    public required DateTimeZone Zone { get; init; }

    public required Instant Now { get; init; }

    public EventCursor? After { get; init; }

    public string Sort { get; init; } = SortWords.Next;

    public bool EachOccurrence { get; init; }

    public string? Ongoing { get; init; }

    public bool Ended { get; init; }

    public IReadOnlyList<int> Weekdays { get; init; } = [];

    public LocalTime? StartsAfter { get; init; }

    public LocalTime? StartsBefore { get; init; }

    public int? MinMinutes { get; init; }

    public int? MaxMinutes { get; init; }

    public ListingFilter Listings { get; init; } = ListingFilter.Everything;

    /// <summary>The first day that is asked for.</summary>
    public LocalDate WindowDay => Window.FirstDay ?? (Ended ? Today.PlusYears(-3) : Today);

    /// <summary>The first day that anything stands on in a list: on the Saturday of a weekend what goes on since Friday is one of Saturday's exhibitions, after Saturday's single happenings.</summary>
    public LocalDate FirstDay => Ended || Today <= WindowDay ? WindowDay : Window.LastDay is { } last && last < Today ? last : Today;

    public LocalDate Today => Now.InZone(Zone).Date;

    public static EventSearch Of(QueryValues query, Known known, TimeWindow window, Instant now)
    {
        var after = query.Of(EventParameters.After);
        var zone = known.Region.Zone;
        var minute = after?.Now ?? Minutes.Of(now);
        return new EventSearch
        {
            Window = after is null ? window : TimeWindow.Between(after.From, after.To, zone) with { Name = window.Name, Calendar = window.Calendar },
            Zone = zone,
            Now = minute,
            After = after,
            Sort = query.Of(EventParameters.Sort) ?? SortWords.Next,
            EachOccurrence = query.Of(EventParameters.View) == "occurrences",
            Ongoing = query.Of(EventParameters.Ongoing),
            Ended = query.Of(EventParameters.Ended) == true,
            Weekdays = [.. EventParameters.Numbers(query.Of(EventParameters.Weekday))],
            StartsAfter = query.Of(EventParameters.StartsAfter),
            StartsBefore = query.Of(EventParameters.StartsBefore),
            MinMinutes = query.Of(EventParameters.MinDuration),
            MaxMinutes = query.Of(EventParameters.MaxDuration),
            Listings = ListingFilter.Of(query, known, minute),
        };
    }
}
