using System.Text.Json.Nodes;
using Besoksnaring.Api.Queries;
using Besoksnaring.Vocabularies.Time;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Api.Ogc;

/// <summary>A moment or an interval, its ends included (17-069r4, 7.15.4). A date, which the standard does not have, is a day of the region.</summary>
sealed class DatetimeParameter() : QueryParameter<TimeWindow?>(
    "datetime", "Only events that go on then: a moment (`2026-07-04T18:00:00Z`), an interval (`2026-07-04T00:00:00Z/2026-07-05T23:59:59Z`), or one that is open "
    + "(`2026-07-04T00:00:00Z/..`). A date is that day in the region. What is no event has no time and is left out.", "2026-12-24T00:00:00Z/2026-12-26T23:59:59Z")
{
    const int FirstYear = 1900;
    const int LastYear = 2200;

    /// <summary>The ends are included, and nothing is stored more exactly.</summary>
    static readonly Duration Least = Duration.FromTicks(10);

    public override TimeWindow? Absent => null;

    public override JsonObject Schema(Known known) => new() { ["type"] = "string" };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out TimeWindow? value, out string canonical)
    {
        // A plus that is not escaped arrives as a space.
        var text = given[0].Replace(' ', '+');
        var zone = known.Region.Zone;
        canonical = text;
        value = null;
        var ends = text.Split('/') switch
        {
            [var one] => (From: Read(one, zone), To: Read(one, zone)),
            ["" or "..", "" or ".."] => (null, null),
            ["" or "..", var to] => (From: End.Open, To: Read(to, zone)),
            [var from, "" or ".."] => (From: Read(from, zone), To: End.Open),
            [var from, var to] => (From: Read(from, zone), To: Read(to, zone)),
            _ => (null, null),
        };
        if (ends is not ({ } first, { } last))
        {
            return Invalid(given[0], $"'{Name}' must be a moment, a date, or an interval of two with a slash between them, one of which may be '..'.", [$"such as {Example}"]);
        }
        if (first.Begins >= last.Ends)
        {
            return Invalid(given[0], $"'{Name}' ends before it begins.", ["the earlier first"]);
        }
        value = TimeWindow.Between(first.Begins, last.Ends, zone);
        return null;
    }

    /// <returns>Null for what is neither a moment nor a date.</returns>
    static End? Read(string text, DateTimeZone zone)
    {
        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: >= FirstYear and <= LastYear } day })
        {
            return new End(zone.AtStartOfDay(day).ToInstant(), zone.AtStartOfDay(day.PlusDays(1)).ToInstant());
        }
        return OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true, Value: { Year: >= FirstYear and <= LastYear } at }
            ? new End(at.ToInstant(), at.ToInstant() + Least)
            : null;
    }

    /// <param name="Begins">Null: without bound.</param>
    /// <param name="Ends">The same; not included.</param>
    sealed record End(Instant? Begins, Instant? Ends)
    {
        public static readonly End Open = new(null, null);
    }
}
