using System.Text.RegularExpressions;

namespace Besoksnaring.Ingest.Providers.ICalendar;

/// <summary>An iCalendar text cut into its events, each to be parsed alone, so that one bad event spoils no other.</summary>
sealed partial class CalendarScan
{
    public List<(string Text, int Line)> Events { get; } = [];

    /// <summary>TZID to the IANA name that the calendar's own VTIMEZONE says it is.</summary>
    public Dictionary<string, string> ZoneNames { get; } = new(StringComparer.Ordinal);

    public string? CalendarZone { get; private set; }

    /// <summary>Why the calendar is not whole, or null.</summary>
    public string? Fault { get; private set; }

    public static CalendarScan Of(string text)
    {
        var scan = new CalendarScan();
        var lines = Folded().Replace(text.ReplaceLineEndings("\n"), "").Split('\n');
        var open = new Stack<string>();
        List<string>? block = null;
        var (begun, calendars, zone) = (0, 0, "");
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            var (name, value) = Split(line);
            if (name == "BEGIN")
            {
                open.Push(value);
                calendars += value == "VCALENDAR" ? 1 : 0;
                if (value == "VEVENT" && block is null)
                {
                    (block, begun) = ([], i + 1);
                }
            }
            if (value.Length > 0 && open.Count > 0)
            {
                block?.Add(line);
            }
            if (name == "END")
            {
                if (open.Count == 0 || open.Pop() != value)
                {
                    scan.Fault = $"line {i + 1}: END:{value} ends nothing that began";
                    return scan;
                }
                if (value == "VEVENT" && block is not null && !open.Contains("VEVENT"))
                {
                    scan.Events.Add((string.Join("\r\n", block), begun));
                    block = null;
                }
            }
            if (name == "X-WR-TIMEZONE")
            {
                scan.CalendarZone = value;
            }
            zone = name == "TZID" && open.TryPeek(out var component) && component == "VTIMEZONE" ? value : zone;
            if (name == "X-LIC-LOCATION" && zone.Length > 0)
            {
                scan.ZoneNames[zone] = value;
            }
        }
        scan.Fault = calendars == 0 ? "is no calendar" : open.Count > 0 ? $"is cut off: {open.Peek()} does not end" : null;
        return scan;
    }

    /// <returns>The property's name in capitals, without parameters, and its value.</returns>
    public static (string Name, string Value) Split(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return ("", "");
        }
        var semicolon = line.IndexOf(';', StringComparison.Ordinal);
        var name = line[..(semicolon >= 0 && semicolon < colon ? semicolon : colon)].Trim().ToUpperInvariant();
        var value = line[(colon + 1)..];
        return (name, name is "BEGIN" or "END" ? value.Trim().ToUpperInvariant() : value.Trim());
    }

    [GeneratedRegex("\n[ \t]")]
    private static partial Regex Folded();
}
