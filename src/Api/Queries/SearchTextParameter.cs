using System.Text;
using System.Text.Json.Nodes;

namespace Besoksnaring.Api.Queries;

/// <summary>Words to search for. Read into its words: letters and digits, composed, in order.</summary>
sealed class SearchTextParameter(string name, string description, string example) : QueryParameter<IReadOnlyList<string>>(name, description, example)
{
    const int MostCharacters = 200;
    const int MostWords = 10;

    public override IReadOnlyList<string> Absent => [];

    public override JsonObject Schema(Known known) => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = MostCharacters };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out IReadOnlyList<string> value, out string canonical)
    {
        var text = given[0];
        value = [];
        canonical = "";
        string[] allowed = [$"1-{MostWords} words of letters or digits, at most {MostCharacters} characters"];
        if (text.Length > MostCharacters)
        {
            return Invalid(Quotable.Of(text), $"'{Name}' is {text.Length} characters long; {MostCharacters} is the most.", allowed);
        }
        if (text.Any(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r')))
        {
            return Invalid(Quotable.Of(text), $"'{Name}' holds control characters.", allowed);
        }
        value = Words(text);
        if (value.Count is 0 or > MostWords)
        {
            return Invalid(text, $"'{Name}' has {value.Count} words to search for; it must have 1 to {MostWords}.", allowed);
        }
        canonical = string.Join(' ', value);
        return null;
    }

    static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        // A lone surrogate cannot be composed; it is no letter either.
        foreach (var rune in text.EnumerateRunes().Append(new Rune(' ')))
        {
            if (Rune.IsLetterOrDigit(rune) || (word.Length > 0 && Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.NonSpacingMark))
            {
                word.Append(rune.ToString());
                continue;
            }
            if (word.Length > 0)
            {
                words.Add(word.ToString().Normalize(NormalizationForm.FormC).ToLowerInvariant());
                word.Clear();
            }
        }
        return [.. words.Distinct(StringComparer.Ordinal)];
    }
}
