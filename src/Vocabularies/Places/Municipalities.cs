using System.Collections.Frozen;
using System.Text.Json;

namespace Besoksnaring.Vocabularies.Places;

/// <summary>Sweden's municipalities: code, name and county.</summary>
public sealed class Municipalities
{
    static readonly string[] Suffixes = [" kommun", " stad", " municipality", " kn"];

    /// <summary>Names whose form no rule gives.</summary>
    static readonly Dictionary<string, string> Irregular = new() { ["falu"] = "falun", ["gothenburg"] = "göteborg" };

    readonly FrozenDictionary<string, Municipality> byCode;
    readonly FrozenDictionary<string, Municipality> byName;
    readonly FrozenDictionary<string, Municipality> byAsciiName;
    readonly FrozenDictionary<string, string> counties;

    Municipalities(IReadOnlyList<Municipality> all)
    {
        All = all;
        byCode = all.ToFrozenDictionary(m => m.Code, StringComparer.Ordinal);
        byName = all.ToFrozenDictionary(m => Fold.Name(m.Name), StringComparer.Ordinal);
        byAsciiName = all.GroupBy(m => Fold.Ascii(Fold.Name(m.Name))).Where(same => same.Count() == 1)
            .ToFrozenDictionary(same => same.Key, same => same.Single(), StringComparer.Ordinal);
        counties = all.DistinctBy(m => m.CountyCode).ToFrozenDictionary(m => CountyWord(m.CountyName), m => m.CountyCode, StringComparer.Ordinal);
    }

    /// <summary>All 290.</summary>
    public static Municipalities Default { get; } = Parse(VocabularyFile.Bundled("municipalities.json"), "municipalities.json");

    /// <summary>Ordered by code.</summary>
    public IReadOnlyList<Municipality> All { get; }

    /// <returns>Null when there is no such code.</returns>
    public Municipality? ByCode(string? code) => code is null ? null : byCode.GetValueOrDefault(code.Trim());

    /// <returns>The municipality of that name, however it is written ("Karlstads kommun", "KARLSTAD", "Arjang"), or null.</returns>
    public Municipality? ByName(string? name)
    {
        var folded = Fold.Name(name);
        if (folded.Length == 0)
        {
            return null;
        }
        if (Named(folded) is { } exact)
        {
            return exact;
        }
        folded = folded.StartsWith("region ", StringComparison.Ordinal) ? folded[7..] : folded;
        var suffix = Suffixes.FirstOrDefault(s => folded.EndsWith(s, StringComparison.Ordinal)) ?? "";
        var stem = folded[..^suffix.Length].TrimEnd();
        // The genitive: Karlstads kommun is Karlstad, but Grums kommun is Grums.
        return Named(stem) ?? (suffix.Length > 0 && stem.EndsWith('s') ? Named(stem[..^1]) : null);
    }

    /// <returns>The municipality by its code or its name, or null.</returns>
    public Municipality? Find(string? codeOrName) => ByCode(codeOrName) ?? ByName(codeOrName);

    /// <returns>The two digits of the county of that name ("Värmland", "Värmlands län"), or null.</returns>
    public string? CountyCode(string? name) => counties.GetValueOrDefault(CountyWord(name));

    Municipality? Named(string folded) =>
        byName.GetValueOrDefault(Irregular.GetValueOrDefault(folded, folded)) ?? byAsciiName.GetValueOrDefault(folded);

    /// <summary>Värmland, Värmlands and Värmlands län alike; both sides lose the genitive.</summary>
    static string CountyWord(string? name)
    {
        var folded = Fold.Name(name);
        folded = folded.EndsWith(" län", StringComparison.Ordinal) ? folded[..^4] : folded;
        return folded.TrimEnd('s');
    }

    /// <summary>Reads the shape of the bundled file: <c>counties</c> and <c>municipalities</c>, each code to name.</summary>
    public static Municipalities Load(string path) => Parse(VocabularyFile.Read(path), path);

    static Municipalities Parse(JsonElement root, string file)
    {
        var counties = Names(root, "counties", 2, file);
        var all = new List<Municipality>();
        foreach (var (code, name) in Names(root, "municipalities", 4, file).OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            var county = counties.GetValueOrDefault(code[..2])
                ?? throw new VocabularyException(file, $"$.municipalities.{code}", $"there is no county '{code[..2]}'");
            if (all.Find(m => Fold.Name(m.Name) == Fold.Name(name)) is { } other)
            {
                throw new VocabularyException(file, $"$.municipalities.{code}", $"has the name of {other.Code}");
            }
            all.Add(new Municipality(code, name, code[..2], county));
        }
        return new Municipalities(all);
    }

    static Dictionary<string, string> Names(JsonElement root, string property, int digits, string file)
    {
        var field = "$." + property;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(property, out var list))
        {
            throw new VocabularyException(file, field, "is missing");
        }
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in VocabularyFile.Properties(list, file, field))
        {
            if (entry.Name.Length != digits || !entry.Name.All(char.IsAsciiDigit) || !names.TryAdd(entry.Name, VocabularyFile.Text(entry.Value, file, $"{field}.{entry.Name}")))
            {
                throw new VocabularyException(file, $"{field}.{entry.Name}", $"must be a code of {digits} digits, once");
            }
        }
        return names;
    }
}
