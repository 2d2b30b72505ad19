using Besoksnaring.Api.Sorting;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Api.Events;

/// <summary>Where a page ended, and the question's time as it was understood on the first page: later pages go on with that.</summary>
/// <param name="Now">What counts as over was decided then.</param>
sealed record EventCursor(
    LocalDate Day, bool IsRun, Instant StartsAt, string ListingId, LocalDateTime StartLocal, bool IsDate, Instant? From, Instant? To, Instant Now) : ICursor<EventCursor>
{
    const int Parts = 12;

    public static EventCursor Sample { get; } = new(
        new LocalDate(2026, 12, 5), false, Instant.FromUtc(2026, 12, 5, 18, 0), "06h02chzg1r6sppr", new LocalDateTime(2026, 12, 5, 19, 0), false, null, null,
        Instant.FromUtc(2026, 12, 5, 12, 0));

    public string Sort { get; init; } = SortWords.Next;

    /// <summary>Where another order than that of days says that it is.</summary>
    public object? Key { get; init; }

    public string Write() => CursorText.Write(
        "3", LocalDatePattern.Iso.Format(Day), IsRun ? "1" : "0", CursorText.Micros(StartsAt), ListingId, LocalDateTimePattern.ExtendedIso.Format(StartLocal), IsDate ? "1" : "0",
        CursorText.Micros(From), CursorText.Micros(To), CursorText.Micros(Now), Sort, Key is null ? "" : SortWords.Write(Key));

    public static EventCursor? Read(string text) => CursorText.Parts(text, Parts)
            is ["3", var day, "0" or "1", var startsAt, var id, var startLocal, "0" or "1", var from, var to, var now, var sort, var key] parts
        && LocalDatePattern.Iso.Parse(day) is { Success: true, Value: var onDay }
        && LocalDateTimePattern.ExtendedIso.Parse(startLocal) is { Success: true, Value: var local }
        && CursorText.IsNear(onDay) && CursorText.IsNear(local.Date)
        && CursorText.Instant(startsAt) is { } starts && CursorText.Instant(now) is { } then
        && (from.Length == 0 || CursorText.Instant(from) is not null) && (to.Length == 0 || CursorText.Instant(to) is not null)
        && CursorText.IsId(id) && SortWords.IsKnown(sort) && (sort == SortWords.Next || SortWords.Read(sort, key) is not null)
        ? new EventCursor(onDay, parts[2] == "1", starts, id, local, parts[6] == "1", CursorText.Instant(from), CursorText.Instant(to), then)
        {
            Sort = sort,
            Key = sort == SortWords.Next ? null : SortWords.Read(sort, key),
        }
        : null;
}
