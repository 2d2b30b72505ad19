using System.Text.Json;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Bodies;

/// <summary>Reads the members of a body one after the other, and remembers what is wrong with each: who sends learns all of it at once.</summary>
sealed class BodyMembers(JsonElement root)
{
    readonly List<string> known = [];
    readonly List<Refusal> refusals = [];

    /// <returns>Its text without the space around it; empty when it is refused.</returns>
    public string Text(string name, int longest)
    {
        if (Of(name) is { ValueKind: JsonValueKind.String } text && text.GetString()!.Trim() is { Length: > 0 } trimmed && trimmed.Length <= longest && !trimmed.Any(char.IsControl))
        {
            return trimmed;
        }
        Refuse(name, null, $"'{name}' must be 1 to {longest} characters.", [$"1-{longest} characters"]);
        return "";
    }

    /// <returns>Null when it is not there.</returns>
    public string? OptionalText(string name, int longest) => Of(name) is null ? null : Text(name, longest);

    /// <param name="absent">What is meant when it is not there; null: it must be.</param>
    public string Word(string name, IReadOnlyList<string> allowed, string? absent = null)
    {
        var value = Of(name);
        if (value is null && absent is not null)
        {
            return absent;
        }
        if (value is { ValueKind: JsonValueKind.String } given && allowed.Contains(given.GetString()!))
        {
            return given.GetString()!;
        }
        RefuseWord(name, value, allowed);
        return "";
    }

    /// <returns>Each once; empty when it is not there.</returns>
    public string[] Words(string name, IReadOnlyList<string> allowed)
    {
        if (Of(name) is not { } list)
        {
            return [];
        }
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            Refuse(name, null, $"'{name}' must be a list of one word or more.", allowed);
            return [];
        }
        if (list.EnumerateArray().Cast<JsonElement?>().FirstOrDefault(item => item is not { ValueKind: JsonValueKind.String } word || !allowed.Contains(word.GetString()!)) is { } wrong)
        {
            RefuseWord(name, wrong, allowed);
            return [];
        }
        return [.. list.EnumerateArray().Select(item => item.GetString()!).Distinct(StringComparer.Ordinal)];
    }

    /// <returns>Null when it is not there.</returns>
    public long? Number(string name, long least, long most)
    {
        if (Of(name) is not { } value)
        {
            return null;
        }
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least && number <= most)
        {
            return number;
        }
        Refuse(name, value.ValueKind == JsonValueKind.Number ? value.GetRawText() : null, $"'{name}' must be a whole number from {least} to {most}.", [$"{least}-{most}"]);
        return null;
    }

    /// <summary>As <see cref="Number"/>, and it must be there.</summary>
    public long Required(string name, long least, long most)
    {
        var number = Number(name, least, most);
        if (number is null && !root.TryGetProperty(name, out _))
        {
            Refuse(name, null, $"'{name}' must be there.", [$"{least}-{most}"]);
        }
        return number ?? 0;
    }

    /// <param name="what">What it is, in a sentence.</param>
    public JsonElement Object(string name, string what)
    {
        if (Of(name) is { ValueKind: JsonValueKind.Object } value)
        {
            return value;
        }
        Refuse(name, null, $"'{name}' must be an object: {what}.", ["an object"]);
        return default;
    }

    /// <summary>For what only the reader of the member knows to be wrong.</summary>
    public void Refuse(Refusal refusal) => refusals.Add(refusal);

    void Refuse(string name, string? value, string detail, IReadOnlyList<string> allowed, string? nearest = null) =>
        refusals.Add(new("invalid-value", name, value, detail, allowed, Nearest: nearest));

    /// <returns>All that is wrong, members that nobody asked for among it.</returns>
    public IReadOnlyList<Refusal> End() =>
    [
        .. root.EnumerateObject().Where(member => !known.Contains(member.Name)).Select(member => new Refusal(
            "unknown-parameter", member.Name, null, $"There is no member '{Quotable.Of(member.Name)}' here.", known, Nearest: Nearest.To(member.Name, known))),
        .. refusals,
    ];

    JsonElement? Of(string name)
    {
        known.Add(name);
        return root.TryGetProperty(name, out var value) ? value : null;
    }

    void RefuseWord(string name, JsonElement? value, IReadOnlyList<string> allowed)
    {
        var text = value is { ValueKind: JsonValueKind.String } given ? given.GetString() : null;
        Refuse(name, text, $"'{name}' must be one of these.", allowed, text is null ? null : Nearest.To(text, allowed));
    }
}
