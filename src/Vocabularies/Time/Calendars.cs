using System.Collections.Frozen;
using Besoksnaring.Vocabularies.Places;

namespace Besoksnaring.Vocabularies.Time;

/// <summary>The school breaks and holidays that may be asked for.</summary>
public sealed class Calendars
{
    readonly FrozenDictionary<string, Calendar> byKey;
    readonly FrozenDictionary<string, string> names;

    internal Calendars(IEnumerable<Calendar> all, Municipalities municipalities)
    {
        All = [.. all];
        Municipalities = municipalities;
        byKey = All.ToFrozenDictionary(c => Key(c.Name, c.Area?.Code), StringComparer.Ordinal);
        names = All.Select(c => c.Name).Distinct(StringComparer.Ordinal).Select(name => (Spelling: name, Name: name)).Concat(Holidays.Spellings)
            .DistinctBy(s => TimeWord.Key(s.Spelling)).ToFrozenDictionary(s => TimeWord.Key(s.Spelling), s => s.Name, StringComparer.Ordinal);
    }

    /// <summary>The bundled ones.</summary>
    public static Calendars Default { get; } = CalendarFile.Bundled(Municipalities.Default);

    /// <summary>School breaks by name and area, then the holidays as they come in a year.</summary>
    public IReadOnlyList<Calendar> All { get; }

    /// <summary>Each name once, without areas.</summary>
    public IEnumerable<string> Names => All.Select(c => c.Name).Distinct(StringComparer.Ordinal);

    internal Municipalities Municipalities { get; }

    internal IEnumerable<(string Spelling, string Word)> Spellings => All
        .SelectMany(c => c.Area is { } area ? [(c.Id, c.Id), ($"{c.Name}:{area.Name}", c.Id)] : new[] { (c.Id, c.Id) })
        .Concat(Holidays.Spellings);

    /// <returns>The calendar of that id, or null.</returns>
    public Calendar? Find(string id) => id.Split(':') is [var name, .. var rest] && rest.Length <= 1 && NameOf(name) is { } known
        ? Of(known, rest.Length == 0 ? null : rest[0])
        : null;

    /// <returns>Our name for it (<c>höstlov</c> is <c>hostlov</c>), or null.</returns>
    internal string? NameOf(string text) => names.GetValueOrDefault(TimeWord.Key(text));

    /// <param name="area">A code or a name.</param>
    internal Calendar? Of(string name, string? area) =>
        area is null
            ? byKey.GetValueOrDefault(Key(name, null))
            : byKey.GetValueOrDefault(Key(name, area)) ?? byKey.GetValueOrDefault(Key(name, CodeOf(area)));

    /// <returns>The code of an area that a calendar or the region knows, by its code or name; or null.</returns>
    public string? CodeOf(string area)
    {
        var key = TimeWord.Key(area);
        var known = All.Select(c => c.Area).FirstOrDefault(a => a is not null && (TimeWord.Key(a.Code) == key || TimeWord.Key(a.Name) == key));
        return known?.Code ?? Municipalities.Find(area)?.Code;
    }

    static string Key(string name, string? area) => area is null ? name : $"{name}:{TimeWord.Key(area)}";
}
