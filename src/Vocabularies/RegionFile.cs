using System.Text.Json;
using Besoksnaring.Vocabularies.Places;
using Besoksnaring.Vocabularies.Time;
using NodaTime;

namespace Besoksnaring.Vocabularies;

/// <summary>The <c>region</c> of a registry file. Paths in it are relative to that file.</summary>
public static class RegionFile
{
    const string Field = "region";
    static readonly string[] Known = ["name", "timeZone", "boundaries", "municipalities", "gazetteer", "calendars", "destinations"];

    /// <returns>The region described, or <see cref="Region.Default"/> when the file describes none.</returns>
    /// <exception cref="VocabularyException">It, or a file that it names, cannot be used.</exception>
    public static Region Load(string registryFile)
    {
        var root = VocabularyFile.Read(registryFile);
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new VocabularyException(registryFile, "$", "must be an object");
        }
        return root.TryGetProperty(Field, out var region) ? Read(region, registryFile) : Region.Default;
    }

    static Region Read(JsonElement region, string file)
    {
        if (VocabularyFile.Properties(region, file, Field).FirstOrDefault(p => !Known.Contains(p.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
        {
            throw new VocabularyException(file, $"{Field}.{unknown.Name}", "is not a known property; known are " + string.Join(", ", Known));
        }
        var municipalities = PathOf(region, "municipalities", file) is { } given ? Municipalities.Load(given) : Municipalities.Default;
        var boundaries = PathOf(region, "boundaries", file) is { } path ? MunicipalityBoundaries.Load(path) : null;
        if (boundaries?.Names.Keys.FirstOrDefault(code => municipalities.ByCode(code) is null) is { } stranger)
        {
            throw new VocabularyException(file, Field + ".boundaries", $"the file has a municipality '{stranger}' that is not among the municipalities");
        }
        return new Region
        {
            Name = VocabularyFile.RequiredText(region, "name", file, Field),
            TimeZone = TimeZone(region, file),
            Municipalities = municipalities,
            Boundaries = boundaries,
            Gazetteer = ReadGazetteer(region, municipalities, file),
            Calendars = ReadCalendars(region, municipalities, file),
            Destinations = region.TryGetProperty("destinations", out var list)
                ? Destinations.Parse(list, municipalities, file, Field + ".destinations")
                : Destinations.None,
        };
    }

    static string TimeZone(JsonElement region, string file)
    {
        var zone = VocabularyFile.RequiredText(region, "timeZone", file, Field);
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null
            ? zone
            : throw new VocabularyException(file, Field + ".timeZone", $"'{zone}' is no IANA time zone");
    }

    static Gazetteer ReadGazetteer(JsonElement region, Municipalities municipalities, string file)
    {
        if (!region.TryGetProperty("gazetteer", out var list))
        {
            return Gazetteer.Default;
        }
        var places = Gazetteer.Default.All.ToList();
        foreach (var (value, field) in VocabularyFile.Items(list, file, Field + ".gazetteer"))
        {
            var path = Existing(VocabularyFile.Text(value, file, field), file, field);
            var added = Gazetteer.Load(path);
            if (added.FirstOrDefault(p => municipalities.ByCode(p.Municipality) is null) is { } stranger)
            {
                throw new VocabularyException(path, stranger.Name, $"there is no municipality '{stranger.Municipality}'");
            }
            places.AddRange(added);
        }
        return new Gazetteer(places);
    }

    static Calendars ReadCalendars(JsonElement region, Municipalities municipalities, string file)
    {
        var bundled = CalendarFile.Bundled(municipalities);
        if (!region.TryGetProperty("calendars", out var list))
        {
            return bundled;
        }
        var paths = VocabularyFile.Items(list, file, Field + ".calendars")
            .Select(item => Existing(VocabularyFile.Text(item.Value, file, item.Field), file, item.Field));
        // The region knows better than we do: its dates replace ours.
        var added = paths.SelectMany(path => CalendarFile.Read(VocabularyFile.Read(path), path, municipalities)).ToList();
        var twice = added.GroupBy(c => c.Id).FirstOrDefault(same => same.Count() > 1);
        return twice is null
            ? new Calendars(added.Concat(bundled.All).DistinctBy(c => c.Id), municipalities)
            : throw new VocabularyException(file, Field + ".calendars", $"the files have '{twice.Key}' twice");
    }

    static string? PathOf(JsonElement region, string property, string file)
    {
        var field = $"{Field}.{property}";
        return region.TryGetProperty(property, out var value) ? Existing(VocabularyFile.Text(value, file, field), file, field) : null;
    }

    static string Existing(string relative, string file, string field)
    {
        var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, relative));
        return File.Exists(path) ? path : throw new VocabularyException(file, field, $"there is no file '{path}'");
    }
}
