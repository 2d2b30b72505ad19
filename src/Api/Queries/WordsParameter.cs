using System.Text.Json.Nodes;

namespace Besoksnaring.Api.Queries;

/// <summary>A filter on words of a closed list. Several values, repeated or with commas, mean any of them; <c>!</c> before one means none of it.</summary>
sealed class WordsParameter(string name, string description, string example) : QueryParameter<Words>(name, description, example)
{
    const int MostValues = 50;
    const int MostShown = 20;

    /// <summary>Every spelling that is understood, with the word that it stands for.</summary>
    public required Func<Known, IEnumerable<(string Spelling, string Word)>> Spellings { get; init; }

    /// <summary>Understands one given text: our word for it, or null.</summary>
    public required Func<Known, string, string?> Find { get; init; }

    /// <summary>Where the words come from, when the database knows them.</summary>
    public Func<Known, LearnedWords>? Learned { get; init; }

    /// <summary>Path of the resource that lists the words; null: they are few enough to be listed in the schema.</summary>
    public string? ListedAt { get; init; }

    /// <summary>Whether <c>!word</c> is understood.</summary>
    public bool CanExclude { get; init; }

    public override bool IsList => true;

    public override Words Absent => Words.None;

    public override JsonObject Schema(Known known)
    {
        var item = new JsonObject { ["type"] = "string" };
        if (ListedAt is null && Learned is null)
        {
            item["enum"] = new JsonArray([.. All(known).Select(word => (JsonNode)word)]);
        }
        return new JsonObject { ["type"] = "array", ["items"] = item, ["minItems"] = 1, ["maxItems"] = MostValues };
    }

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out Words value, out string canonical)
    {
        var (wanted, excluded) = (new List<string>(), new List<string>());
        value = new Words(wanted, excluded);
        canonical = "";
        var texts = given.SelectMany(text => text.Split(',')).Select(text => text.Trim()).ToList();
        if (texts.Count > MostValues)
        {
            return Invalid($"{texts.Count} values", $"'{Name}' takes at most {MostValues} values.", [$"1-{MostValues} values"]);
        }
        foreach (var text in texts)
        {
            var excludes = CanExclude && text.StartsWith('!');
            var spelling = excludes ? text[1..].TrimStart() : text;
            if (spelling.Length == 0 || Find(known, spelling) is not { } word)
            {
                return NotKnown(spelling, known);
            }
            var words = excludes ? excluded : wanted;
            if (!words.Contains(word, StringComparer.Ordinal))
            {
                words.Add(word);
            }
        }
        canonical = string.Join(',', wanted.Concat(excluded.Select(word => "!" + word)));
        return null;
    }

    Refusal NotKnown(string text, Known known)
    {
        var words = All(known);
        var detail = text.Length == 0 ? $"'{Name}' has an empty value." : $"'{Quotable.Of(text)}' is not a known {Name}.";
        return Invalid(text, detail, ListedAt is not null && words.Count > MostShown ? [] : words, ListedAt, Nearest.To(text, Spellings(known)));
    }

    List<string> All(Known known) => [.. Spellings(known).Select(s => s.Word).Distinct(StringComparer.Ordinal)];
}
