using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Vocabularies;

/// <summary>Our own small taxonomy: two levels of concepts, each of one kind.</summary>
public sealed partial class Taxonomy
{
    readonly FrozenDictionary<string, Concept> byId;

    Taxonomy(IReadOnlyList<Concept> all)
    {
        All = all;
        byId = all.ToFrozenDictionary(c => c.Id, StringComparer.Ordinal);
    }

    /// <summary>The bundled one.</summary>
    public static Taxonomy Default { get; } = Parse(VocabularyFile.Bundled("concepts.json"), "concepts.json");

    /// <summary>In the order of the file: grouped by kind, a parent before its children.</summary>
    public IReadOnlyList<Concept> All { get; }

    /// <exception cref="KeyNotFoundException">There is no such concept.</exception>
    public Concept this[string id] => byId[id];

    public bool Contains(string id) => byId.ContainsKey(id);

    /// <returns>The concepts that exist of these and all above them, each once, in the taxonomy's order.</returns>
    public IEnumerable<string> WithAncestors(IEnumerable<string> ids)
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            for (var concept = byId.GetValueOrDefault(id); concept is not null; concept = concept.Parent is null ? null : byId[concept.Parent])
            {
                wanted.Add(concept.Id);
            }
        }
        return wanted.Count == 0 ? [] : All.Where(c => wanted.Contains(c.Id)).Select(c => c.Id);
    }

    public static Taxonomy Load(string path) => Parse(VocabularyFile.Read(path), path);

    static Taxonomy Parse(JsonElement root, string file)
    {
        var concepts = new Dictionary<string, Concept>(StringComparer.Ordinal);
        var ordered = new List<Concept>();
        foreach (var (value, field) in VocabularyFile.Items(root, file, "$"))
        {
            var concept = ToConcept(value, file, field);
            if (concept.Parent is { } parent && concepts.GetValueOrDefault(parent)?.Kind != concept.Kind)
            {
                throw new VocabularyException(file, field + ".id", $"'{concept.Id}' must follow a concept '{parent}' of the same kind");
            }
            if (!concepts.TryAdd(concept.Id, concept))
            {
                throw new VocabularyException(file, field + ".id", $"'{concept.Id}' occurs twice");
            }
            ordered.Add(concept);
        }
        return new Taxonomy(ordered);
    }

    static Concept ToConcept(JsonElement value, string file, string field)
    {
        var id = VocabularyFile.RequiredText(value, "id", file, field);
        if (!IdForm().IsMatch(id))
        {
            throw new VocabularyException(file, field + ".id", $"'{id}' is not kebab-case words with at most one dot");
        }
        var kind = VocabularyFile.RequiredText(value, "kind", file, field);
        if (!Enum.TryParse<ListingKind>(kind, ignoreCase: true, out var parsed) || !char.IsAsciiLetter(kind[0]))
        {
            throw new VocabularyException(file, field + ".kind", $"'{kind}' is no kind of listing");
        }
        var dot = id.IndexOf('.', StringComparison.Ordinal);
        return new Concept
        {
            Id = id,
            Parent = dot < 0 ? null : id[..dot],
            Kind = parsed,
            Labels = VocabularyFile.Labels(value, file, field),
            SameAs = value.TryGetProperty("sameAs", out var sameAs) ? VocabularyFile.Text(sameAs, file, field + ".sameAs") : null,
        };
    }

    [GeneratedRegex(@"^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?$")]
    private static partial Regex IdForm();
}
