using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Api.Shapes.Calendar;

/// <summary>VTIMEZONE: what the clocks of a zone do from the first to the last happening, each change by itself. A rule could only say what is decided for ever.</summary>
static class ZoneLines
{
    static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    static readonly LocalDateTime Long = new(1970, 1, 1, 0, 0);

    public static void Write(ContentLines lines, string zone, Instant first, Instant last)
    {
        var tz = DateTimeZoneProviders.Tzdb[zone];
        lines.Write("BEGIN", "VTIMEZONE");
        lines.Write("TZID", zone);
        foreach (var interval in tz.GetZoneIntervals(first, last.Plus(Duration.FromDays(1))))
        {
            var before = interval.HasStart && interval.Start > Instant.MinValue.Plus(Duration.FromDays(1))
                ? tz.GetUtcOffset(interval.Start.Minus(Duration.Epsilon))
                : interval.WallOffset;
            var part = interval.Savings > Offset.Zero ? "DAYLIGHT" : "STANDARD";
            lines.Write("BEGIN", part);
            lines.Write("DTSTART", Local.Format(interval.HasStart ? interval.Start.WithOffset(before).LocalDateTime : Long));
            lines.Write("TZOFFSETFROM", Text(before));
            lines.Write("TZOFFSETTO", Text(interval.WallOffset));
            lines.Text("TZNAME", interval.Name);
            lines.Write("END", part);
        }
        lines.Write("END", "VTIMEZONE");
    }

    static string Text(Offset offset) => OffsetPattern.CreateWithInvariantCulture(offset.Seconds % 60 == 0 ? "+HHmm" : "+HHmmss").Format(offset);
}
