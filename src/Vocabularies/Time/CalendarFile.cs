using System.Text.Json;
using System.Text.RegularExpressions;
using Besoksnaring.Vocabularies.Places;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Vocabularies.Time;

/// <summary>Reads school breaks: each entry has a name, the areas it holds for, its dates and where they come from.</summary>
static partial class CalendarFile
{
    const string BundledFile = "calendars.json";

    static readonly string[] Known = ["id", "labels", "areas", "dates", "source", "validFrom", "validTo"];

    /// <returns>The bundled school breaks and the holidays.</returns>
    public static Calendars Bundled(Municipalities municipalities) =>
        new(Read(VocabularyFile.Bundled(BundledFile), BundledFile, municipalities).Concat(Holidays.All), municipalities);

    /// <exception cref="VocabularyException">Something in it cannot be used.</exception>
    public static IReadOnlyList<Calendar> Read(JsonElement root, string file, Municipalities municipalities)
    {
        var calendars = new List<Calendar>();
        foreach (var (entry, field) in VocabularyFile.Items(root, file, "$"))
        {
            foreach (var calendar in ReadEntry(entry, file, field, municipalities))
            {
                if (calendars.Exists(c => c.Id == calendar.Id))
                {
                    throw new VocabularyException(file, field + ".areas", $"'{calendar.Id}' occurs twice");
                }
                calendars.Add(calendar);
            }
        }
        return calendars;
    }

    static IEnumerable<Calendar> ReadEntry(JsonElement entry, string file, string field, Municipalities municipalities)
    {
        if (VocabularyFile.Properties(entry, file, field).FirstOrDefault(p => !Known.Contains(p.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
        {
            throw new VocabularyException(file, $"{field}.{unknown.Name}", "is not a known property; known are " + string.Join(", ", Known));
        }
        var name = VocabularyFile.RequiredText(entry, "id", file, field);
        if (!NameForm().IsMatch(name) || Holidays.All.Any(holiday => holiday.Name == name))
        {
            throw new VocabularyException(file, field + ".id", $"'{name}' is not kebab-case words of a to z, or is a holiday's");
        }
        var labels = VocabularyFile.Labels(entry, file, field);
        var (validFrom, validTo) = (Date(entry, "validFrom", file, field), Date(entry, "validTo", file, field));
        var dates = Dates(entry, validFrom, validTo, file, field);
        var source = Source(entry, file, field);
        foreach (var (value, path) in Items(entry, "areas", file, field))
        {
            yield return new Calendar(name, Area(value, file, path, municipalities), year => [.. dates.Where(d => d.Start.Year == year)])
            {
                Labels = labels,
                Source = source,
                ValidFrom = validFrom,
                ValidTo = validTo,
            };
        }
    }

    static List<DateInterval> Dates(JsonElement entry, LocalDate validFrom, LocalDate validTo, string file, string field)
    {
        var dates = new List<DateInterval>();
        foreach (var (value, path) in Items(entry, "dates", file, field))
        {
            var (first, last) = (Date(value, "first", file, path), Date(value, "last", file, path));
            if (last < first || first < validFrom || last > validTo || (dates.Count > 0 && first <= dates[^1].End))
            {
                throw new VocabularyException(file, path, "must begin after the one before, end no earlier than it begins, and lie within validFrom and validTo");
            }
            dates.Add(new DateInterval(first, last));
        }
        return dates;
    }

    static CalendarArea Area(JsonElement value, string file, string path, Municipalities municipalities)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            var code = VocabularyFile.RequiredText(value, "code", file, path);
            return CountyForm().IsMatch(code)
                ? new CalendarArea(code, VocabularyFile.RequiredText(value, "name", file, path))
                : throw new VocabularyException(file, path + ".code", $"'{code}' is not NO- and the two digits of a Norwegian county");
        }
        var municipality = municipalities.ByCode(VocabularyFile.Text(value, file, path))
            ?? throw new VocabularyException(file, path, $"there is no municipality '{value.GetString()}'");
        return new CalendarArea(municipality.Code, municipality.Name);
    }

    static CalendarSource Source(JsonElement entry, string file, string field)
    {
        if (!entry.TryGetProperty("source", out var source))
        {
            throw new VocabularyException(file, field + ".source", "is missing");
        }
        var text = VocabularyFile.RequiredText(source, "text", file, field + ".source");
        return new CalendarSource(text, source.TryGetProperty("url", out var url) ? VocabularyFile.Text(url, file, field + ".source.url") : null);
    }

    static IEnumerable<(JsonElement Value, string Field)> Items(JsonElement entry, string name, string file, string field) =>
        entry.TryGetProperty(name, out var list) && (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > 0)
            ? VocabularyFile.Items(list, file, $"{field}.{name}")
            : throw new VocabularyException(file, $"{field}.{name}", "is missing or empty");

    static LocalDate Date(JsonElement owner, string name, string file, string field) =>
        LocalDatePattern.Iso.Parse(VocabularyFile.RequiredText(owner, name, file, field)) is { Success: true, Value: var date }
            ? date
            : throw new VocabularyException(file, $"{field}.{name}", "is no date such as 2027-03-01");

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex NameForm();

    [GeneratedRegex("^NO-[0-9]{2}$")]
    private static partial Regex CountyForm();
}
