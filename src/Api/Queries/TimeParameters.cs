using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Api.Queries;

/// <summary>A moment with its offset from UTC.</summary>
sealed class InstantParameter(string name, string description, string example) : QueryParameter<Instant?>(name, description, example)
{
    public override Instant? Absent => null;

    public override JsonObject Schema(Known known) => new() { ["type"] = "string", ["format"] = "date-time" };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out Instant? value, out string canonical)
    {
        // A plus that is not escaped arrives as a space.
        var text = given[0].Replace(' ', '+');
        var read = OffsetDateTimePattern.ExtendedIso.Parse(text);
        value = read.Success && read.Value.Year is >= 1900 and <= 2200 ? read.Value.ToInstant() : null;
        canonical = value is { } instant ? InstantPattern.ExtendedIso.Format(instant) : "";
        return value is null
            ? Invalid(given[0], $"'{Quotable.Of(given[0])}' is not a moment such as {Example}.", ["date, time and offset: 2026-12-24T15:00:00Z or 2026-12-24T16:00:00+01:00"])
            : null;
    }
}

/// <summary>A time of day at the venue.</summary>
sealed class TimeOfDayParameter(string name, string description, string example) : QueryParameter<LocalTime?>(name, description, example)
{
    static readonly LocalTimePattern Pattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public override LocalTime? Absent => null;

    public override JsonObject Schema(Known known) => new() { ["type"] = "string", ["pattern"] = "^([01][0-9]|2[0-3]):[0-5][0-9]$" };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out LocalTime? value, out string canonical)
    {
        var read = Pattern.Parse(given[0]);
        value = read.Success ? read.Value : null;
        canonical = given[0];
        return value is null ? Invalid(given[0], $"'{Name}' must be a time of day as HH:MM.", ["00:00-23:59"]) : null;
    }
}

/// <summary>How long something lasts: ISO 8601 (<c>PT90M</c>, <c>PT2H</c>), read as whole minutes.</summary>
sealed class DurationParameter(string name, string description, string example) : QueryParameter<int?>(name, description, example)
{
    const int MostMinutes = 60 * 24 * 366;

    public override int? Absent => null;

    public override JsonObject Schema(Known known) => new() { ["type"] = "string", ["format"] = "duration" };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out int? value, out string canonical)
    {
        var read = PeriodPattern.Roundtrip.Parse(given[0]);
        value = read.Success && IsSmall(read.Value) && read.Value.ToDuration().TotalMinutes is >= 0 and <= MostMinutes and var minutes && minutes == Math.Floor(minutes)
            ? (int)minutes
            : null;
        canonical = value is { } whole ? string.Create(CultureInfo.InvariantCulture, $"PT{whole}M") : "";
        return value is null
            ? Invalid(given[0], $"'{Name}' must be a duration of whole minutes such as {Example}, a year at most, without months and years.", ["ISO 8601: PT90M, PT2H, P1D"])
            : null;
    }

    /// <summary>Small enough to be added up.</summary>
    static bool IsSmall(Period period) => period is { Years: 0, Months: 0, Milliseconds: 0, Ticks: 0, Nanoseconds: 0 }
        && period.Weeks is >= 0 and <= 53 && period.Days is >= 0 and <= 366
        && period.Hours is >= 0 and <= 24 * 366 && period.Minutes is >= 0 and <= MostMinutes && period.Seconds is >= 0 and <= MostMinutes * 60L;
}
