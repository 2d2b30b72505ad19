using System.Collections.Frozen;
using Besoksnaring.Contracts.Content;
using Newtonsoft.Json.Linq;
using NodaTime;

namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>Opening hours: seasons with weekly rules, dated exceptions, and what the provider says in words.</summary>
sealed class HoursMap
{
    static readonly FrozenDictionary<string, IsoDayOfWeek> Days = Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None)
        .SelectMany(day => Names(day).Select(name => (name, day)))
        .ToFrozenDictionary(pair => pair.name, pair => pair.day, StringComparer.OrdinalIgnoreCase);

    TextMap? note;
    HoursRows? rules;
    HoursRows? special;

    public static HoursMap? Read(MappingConfig? config)
    {
        if (config is null)
        {
            return null;
        }
        var map = new HoursMap
        {
            note = config.Text("note"),
            rules = config.Object("rules") is { } rules ? new HoursRows(rules) : null,
            special = config.Object("specialDays") is { } special ? new HoursRows(special) : null,
        };
        config.End();
        return map;
    }

    /// <returns>Null when nothing is said of them.</returns>
    public OpeningHours? In(RowReading row)
    {
        var hours = new OpeningHours
        {
            Rules = [.. rules?.Rules(row) ?? []],
            SpecialDays = [.. special?.SpecialDays(row) ?? []],
            Note = note?.In(row) ?? LocalizedText.Empty,
        };
        return hours.Rules.Count == 0 && hours.SpecialDays.Count == 0 && hours.Note.Count == 0 ? null : hours;
    }

    public static IsoDayOfWeek? Day(string text)
    {
        var word = text[(text.LastIndexOf('/') + 1)..].Trim();
        return Days.TryGetValue(word, out var day) ? day : null;
    }

    static IEnumerable<string> Names(IsoDayOfWeek day)
    {
        string[] swedish = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"];
        var english = day.ToString();
        return [english, english[..3], english[..2], swedish[(int)day - 1], swedish[(int)day - 1][..3], ((int)day).ToString(System.Globalization.CultureInfo.InvariantCulture)];
    }
}

sealed class HoursRows : PartMap
{
    readonly Value? from;
    readonly Value? to;
    readonly Value? days;
    readonly Value? opens;
    readonly Value? closes;
    readonly Value? date;

    public HoursRows(MappingConfig config)
        : base(config)
    {
        (from, to, days) = (config.Value("from"), config.Value("to"), config.Value("days"));
        (opens, closes, date) = (config.Value("opens"), config.Value("closes"), config.Value("date"));
        config.End();
    }

    public IEnumerable<OpeningRule> Rules(RowReading row)
    {
        foreach (var part in Parts(row))
        {
            var named = days?.Texts(part.Json).Select(HoursMap.Day).OfType<IsoDayOfWeek>().Distinct().Order().ToList() ?? [];
            if (Clock(opens, part) is { } opening && Clock(closes, part) is { } closing && named.Count > 0)
            {
                yield return new OpeningRule(DateOf(from, part), DateOf(to, part), named, opening, closing);
            }
            else if (opens?.Text(part.Json) is not null)
            {
                part.Warn("openingHours.rules", "a rule without days, or whose hours cannot be read, is left out");
            }
        }
    }

    public IEnumerable<SpecialDay> SpecialDays(RowReading row)
    {
        foreach (var part in Parts(row))
        {
            if (DateOf(date, part) is { } day)
            {
                yield return new SpecialDay(day, Clock(opens, part), Clock(closes, part));
            }
        }
    }

    static LocalDate? DateOf(Value? value, RowReading row) =>
        value?.Text(row.Json) is { } text ? Moment.Read(new JValue(text), DateTimeZone.Utc, [], keepOffset: false)?.Date : null;

    static LocalTime? Clock(Value? value, RowReading row) => value?.Text(row.Json) is { } text ? Moment.ReadTime(text) : null;
}
