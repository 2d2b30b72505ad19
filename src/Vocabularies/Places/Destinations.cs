using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Besoksnaring.Vocabularies.Places;

/// <summary>The region's marketing areas.</summary>
public sealed partial class Destinations
{
    const string BundledFile = "destinations.json";

    static readonly string[] Known = ["id", "labels", "municipalities", "source"];

    readonly FrozenDictionary<string, Destination> byName;

    Destinations(IReadOnlyList<Destination> all)
    {
        All = all;
        byName = all.SelectMany(d => Names(d).Distinct().Select(name => KeyValuePair.Create(name, d))).ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static Destinations None { get; } = new([]);

    /// <summary>A few of Värmland, drawn up by this project.</summary>
    public static Destinations Varmland { get; } =
        Parse(VocabularyFile.Bundled(BundledFile), Places.Municipalities.Default, BundledFile, "$");

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Destination> All { get; }

    /// <returns>The destination by its id or its name in any of our languages, or null.</returns>
    public Destination? Find(string? text) => byName.GetValueOrDefault(Key(text));

    internal static Destinations Parse(JsonElement list, Municipalities municipalities, string file, string field)
    {
        var all = new List<Destination>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (value, path) in VocabularyFile.Items(list, file, field))
        {
            var destination = Read(value, municipalities, file, path);
            if (Names(destination).Distinct().FirstOrDefault(name => !names.Add(name)) is { } twice)
            {
                throw new VocabularyException(file, path, $"'{twice}' is already the id or name of another destination");
            }
            all.Add(destination);
        }
        return new Destinations(all);
    }

    static Destination Read(JsonElement value, Municipalities municipalities, string file, string path)
    {
        if (VocabularyFile.Properties(value, file, path).FirstOrDefault(p => !Known.Contains(p.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
        {
            throw new VocabularyException(file, $"{path}.{unknown.Name}", "is not a known property; known are " + string.Join(", ", Known));
        }
        var id = VocabularyFile.RequiredText(value, "id", file, path);
        if (!IdForm().IsMatch(id))
        {
            throw new VocabularyException(file, path + ".id", $"'{id}' is not kebab-case words of a to z");
        }
        return new Destination
        {
            Id = id,
            Labels = VocabularyFile.Labels(value, file, path),
            Municipalities = Codes(value, municipalities, file, path + ".municipalities"),
            Source = VocabularyFile.RequiredText(value, "source", file, path),
        };
    }

    static List<string> Codes(JsonElement value, Municipalities municipalities, string file, string path)
    {
        if (!value.TryGetProperty("municipalities", out var list))
        {
            throw new VocabularyException(file, path, "is missing");
        }
        var codes = new List<string>();
        foreach (var (item, field) in VocabularyFile.Items(list, file, path))
        {
            var code = VocabularyFile.Text(item, file, field);
            if (municipalities.ByCode(code) is null || codes.Contains(code, StringComparer.Ordinal))
            {
                throw new VocabularyException(file, field, $"'{code}' is no municipality's code, or is there twice");
            }
            codes.Add(code);
        }
        return codes.Count > 0 ? codes : throw new VocabularyException(file, path, "must name a municipality");
    }

    static IEnumerable<string> Names(Destination destination) => destination.Labels.Select(label => Key(label.Value)).Prepend(Key(destination.Id));

    static string Key(string? text) => Fold.Ascii(Fold.Name(text)).Replace('-', ' ');

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex IdForm();
}
