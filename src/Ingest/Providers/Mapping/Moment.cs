using System.Globalization;
using Newtonsoft.Json.Linq;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>A date, perhaps with a clock time, as a provider gave it, in local time of <paramref name="Zone"/>.</summary>
/// <param name="Zone">Null: the zone of whoever asks.</param>
sealed record Moment(LocalDate Date, LocalTime? Time, DateTimeZone? Zone = null)
{
    static readonly IPattern<OffsetDateTime>[] WithOffset = [.. new[]
    {
        "uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFFFFFo<G>", "uuuu'-'MM'-'dd' 'HH':'mm':'ss;FFFFFFFFFo<G>", "uuuu'-'MM'-'dd'T'HH':'mmo<G>",
        "uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFFFFFo<Z+HHmm>", "uuuu'-'MM'-'dd'T'HH':'mmo<Z+HHmm>", "uuuu'-'MM'-'dd' 'HH':'mm':'sso<Z+HHmm>",
        "uuuuMMdd'T'HHmmss'Z'", "ddd', 'd' 'MMM' 'uuuu' 'HH':'mm':'ss' 'o<Z+HHmm>", "d' 'MMM' 'uuuu' 'HH':'mm':'ss' 'o<Z+HHmm>",
        "ddd', 'd' 'MMM' 'uuuu' 'HH':'mm' 'o<Z+HHmm>", "ddd', 'd' 'MMM' 'uuuu' 'HH':'mm':'ss' GMT'", "ddd', 'd' 'MMM' 'uuuu' 'HH':'mm':'ss' UT'",
        "ddd', 'd' 'MMM' 'uuuu' 'HH':'mm':'ss' Z'",
    }.Select(text => OffsetDateTimePattern.CreateWithInvariantCulture(text))];

    static readonly IPattern<LocalDateTime>[] WithTime = [.. new[]
    {
        "uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFFFFF", "uuuu'-'MM'-'dd' 'HH':'mm':'ss;FFFFFFFFF", "uuuu'-'MM'-'dd'T'HH':'mm", "uuuu'-'MM'-'dd' 'HH':'mm",
        "uuuuMMdd'T'HHmmss",
    }.Select(text => LocalDateTimePattern.CreateWithInvariantCulture(text))];

    static readonly IPattern<LocalDate>[] DateOnly =
        [LocalDatePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd"), LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd")];

    static readonly IPattern<LocalTime>[] TimeOnly = [.. new[] { "HH':'mm':'ss;FFFFFFFFF", "H':'mm", "HH'.'mm", "HHmm" }
        .Select(text => LocalTimePattern.CreateWithInvariantCulture(text))];

    /// <summary>Reads milliseconds (or seconds) since 1970, the given patterns, and then ISO 8601 and the mail form that RSS uses.</summary>
    /// <param name="keepOffset">Whether a text with an offset of its own keeps its clock time; else it is read in <paramref name="zone"/>.</param>
    /// <returns>Null when it is none of these.</returns>
    public static Moment? Read(JToken token, DateTimeZone zone, IReadOnlyList<string> patterns, bool keepOffset)
    {
        if (token is JArray list)
        {
            return list.Count == 0 ? null : Read(list[0], zone, patterns, keepOffset);
        }
        var text = Value.Scalars(token).FirstOrDefault()?.Trim() ?? "";
        if (token.Type is JTokenType.Integer or JTokenType.Float)
        {
            return OfEpoch(token.Value<double>(), zone);
        }
        foreach (var pattern in patterns)
        {
            if (Parse(text, pattern) is { } date)
            {
                return date;
            }
        }
        return First(DateOnly, text) is { Success: true } day ? new Moment(day.Value, null)
            : First(WithTime, text) is { Success: true } local ? Of(local.Value)
            : First(WithOffset, text) is { Success: true } offset ? OfOffset(offset.Value, zone, keepOffset)
            : null;
    }

    /// <returns>A clock time alone, such as <c>19:30</c>; null when it is none.</returns>
    public static LocalTime? ReadTime(string text) => First(TimeOnly, text.Trim()) is { Success: true } time ? time.Value : null;

    static Moment? OfEpoch(double number, DateTimeZone zone)
    {
        // Seconds since 1970 reach this size in the year 5138; milliseconds passed it in 1973.
        var milliseconds = Math.Abs(number) < 1e11 ? number * 1000 : number;
        return Math.Abs(milliseconds) > 2e14 ? null : Of(Instant.FromUnixTimeMilliseconds((long)milliseconds).InZone(zone).LocalDateTime);
    }

    static Moment OfOffset(OffsetDateTime given, DateTimeZone zone, bool keepOffset)
    {
        var local = given.ToInstant().InZone(zone);
        // A clock in another offset than ours is the venue's own: kept, where there is a zone for whole hours.
        return !keepOffset || local.Offset == given.Offset || given.Offset == Offset.Zero || given.Offset.Seconds % 3600 != 0
            ? Of(local.LocalDateTime)
            : Of(given.LocalDateTime) with { Zone = EtcZone(given.Offset.Seconds / 3600) };
    }

    static DateTimeZone EtcZone(int hours) =>
        DateTimeZoneProviders.Tzdb[string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{(hours > 0 ? "-" : "+")}{Math.Abs(hours)}")];

    static Moment? Parse(string text, string pattern)
    {
        if (pattern.Contains('H', StringComparison.Ordinal) || pattern.Contains('h', StringComparison.Ordinal))
        {
            return LocalDateTimePattern.CreateWithInvariantCulture(pattern).Parse(text) is { Success: true } found ? Of(found.Value) : null;
        }
        return LocalDatePattern.CreateWithInvariantCulture(pattern).Parse(text) is { Success: true } day ? new Moment(day.Value, null) : null;
    }

    /// <returns>Why the text is no pattern, or null.</returns>
    public static string? PatternFault(string pattern)
    {
        try
        {
            _ = Parse("", pattern);
            return null;
        }
        catch (InvalidPatternException exception)
        {
            return exception.Message;
        }
    }

    static Moment Of(LocalDateTime local) => new(local.Date, local.TimeOfDay);

    static ParseResult<T>? First<T>(IPattern<T>[] patterns, string text) =>
        patterns.Select(pattern => pattern.Parse(text)).FirstOrDefault(result => result.Success);
}
