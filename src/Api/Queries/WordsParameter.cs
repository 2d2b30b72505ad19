using System.Text.Json.Nodes;

namespace Besoksnaring.Api.Queries;

/// <summary>A filter on words of a closed list. Several values, repeated or with commas, mean any of them.</summary>
sealed class WordsParameter(string name, string description, string example) : QueryParameter<IReadOnlyList<string>>(name, description, example)
{
    const int MostValues = 50;
    const int MostShown = 20;

    /// <summary>Every spelling that is understood, with the word that it stands for.</summary>
    public required Func<Known, IEnumerable<(string Spelling, string Word)>> Spellings { get; init; }

    /// <summary>Understands one given text: our word for it, or null.</summary>
    public required Func<Known, string, string?> Find { get; init; }

    /// <summary>Path of the resource that lists the words; null: they are few enough to be listed in the schema.</summary>
    public string? ListedAt { get; init; }

    public override bool IsList => true;

    public override IReadOnlyList<string> Absent => [];

    public override JsonObject Schema(Known known)
    {
        var item = new JsonObject { ["type"] = "string" };
        if (ListedAt is null)
        {
            item["enum"] = new JsonArray([.. Words(known).Select(word => (JsonNode)word)]);
        }
        return new JsonObject { ["type"] = "array", ["items"] = item, ["minItems"] = 1, ["maxItems"] = MostValues };
    }

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out IReadOnlyList<string> value, out string canonical)
    {
        var found = new List<string>();
        value = found;
        canonical = "";
        var texts = given.SelectMany(text => text.Split(',')).Select(text => text.Trim()).ToList();
        if (texts.Count > MostValues)
        {
            return Invalid($"{texts.Count} values", $"'{Name}' takes at most {MostValues} values.", [$"1-{MostValues} values"]);
        }
        foreach (var text in texts)
        {
            if (text.Length == 0 || Find(known, text) is not { } word)
            {
                return NotKnown(text, known);
            }
            if (!found.Contains(word, StringComparer.Ordinal))
            {
                found.Add(word);
            }
        }
        canonical = string.Join(',', found);
        return null;
    }

    Refusal NotKnown(string text, Known known)
    {
        var words = Words(known);
        var detail = text.Length == 0 ? $"'{Name}' has an empty value." : $"'{Quotable.Of(text)}' is not a known {Name}.";
        return Invalid(text, detail, ListedAt is not null && words.Count > MostShown ? [] : words, ListedAt, Nearest.To(text, Spellings(known)));
    }

    List<string> Words(Known known) => [.. Spellings(known).Select(s => s.Word).Distinct(StringComparer.Ordinal)];
}
