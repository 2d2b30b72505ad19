using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Queries;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Api.Events;

/// <summary>Where a page ended, and the question's time as it was understood on the first page: later pages go on with that.</summary>
/// <param name="Now">What counts as over was decided then.</param>
sealed record EventCursor(
    LocalDate Day, bool IsRun, Instant StartsAt, string ListingId, LocalDateTime StartLocal, bool IsDate, Instant? From, Instant? To, Instant Now)
{
    const int Longest = 400;

    public string Write() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join('~',
        "2", LocalDatePattern.Iso.Format(Day), IsRun ? "1" : "0", Micros(StartsAt), ListingId, LocalDateTimePattern.ExtendedIso.Format(StartLocal), IsDate ? "1" : "0",
        Micros(From), Micros(To), Micros(Now))));

    /// <returns>Null for what we did not write.</returns>
    public static EventCursor? Read(string text)
    {
        if (text.Length > Longest || !Base64Url.IsValid(text))
        {
            return null;
        }
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('~');
        return parts is ["2", var day, "0" or "1", var startsAt, var id, var startLocal, "0" or "1", var from, var to, var now]
            && LocalDatePattern.Iso.Parse(day) is { Success: true, Value: var onDay }
            && LocalDateTimePattern.ExtendedIso.Parse(startLocal) is { Success: true, Value: var local }
            && IsNear(onDay) && IsNear(local.Date)
            && At(startsAt) is { } starts && At(now) is { } then
            && (from.Length == 0 || At(from) is not null) && (to.Length == 0 || At(to) is not null)
            && id.Length > 0 && id.All(char.IsAsciiLetterOrDigit)
            ? new EventCursor(onDay, parts[2] == "1", starts, id, local, parts[6] == "1", At(from), At(to), then)
            : null;
    }

    static bool IsNear(LocalDate date) => date.Year is >= 1900 and <= 2200;

    static string Micros(Instant? instant) =>
        instant is { } at ? (at.ToUnixTimeTicks() / 10).ToString(CultureInfo.InvariantCulture) : "";

    static Instant? At(string micros)
    {
        if (!long.TryParse(micros, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var since) || since is < -10_000_000_000_000_000 or > 10_000_000_000_000_000)
        {
            return null;
        }
        var at = Instant.FromUnixTimeTicks(since * 10);
        return IsNear(at.InUtc().Date) ? at : null;
    }
}

/// <summary>Reads what <c>_links.next</c> has as <c>after</c>.</summary>
sealed class CursorParameter(string name, string description) : QueryParameter<EventCursor?>(name, description, Sample.Write())
{
    static readonly EventCursor Sample = new(
        new LocalDate(2026, 12, 5), false, Instant.FromUtc(2026, 12, 5, 18, 0), "06h02chzg1r6sppr", new LocalDateTime(2026, 12, 5, 19, 0), false, null, null,
        Instant.FromUtc(2026, 12, 5, 12, 0));

    public override EventCursor? Absent => null;

    public override JsonObject Schema(Known known) => new() { ["type"] = "string", ["pattern"] = "^[A-Za-z0-9_-]+$" };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out EventCursor? value, out string canonical)
    {
        value = EventCursor.Read(given[0]);
        canonical = given[0];
        return value is null ? Invalid(given[0], $"'{Name}' is not from a link of ours.", ["the address in _links.next, unchanged"]) : null;
    }
}
