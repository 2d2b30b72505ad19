using System.Text.Json.Nodes;

namespace Besoksnaring.Api.Queries;

/// <summary>Listings' own ids. One that does not exist is no mistake: it finds nothing.</summary>
sealed class IdsParameter(string name, string description, string example, int most) : QueryParameter<IReadOnlyList<string>>(name, description, example)
{
    const int Longest = 100;

    public override bool IsList => true;

    public override IReadOnlyList<string> Absent => [];

    public override JsonObject Schema(Known known) => new()
    {
        ["type"] = "array",
        ["items"] = new JsonObject { ["type"] = "string", ["maxLength"] = Longest },
        ["minItems"] = 1,
        ["maxItems"] = most,
    };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out IReadOnlyList<string> value, out string canonical)
    {
        var ids = given.SelectMany(text => text.Split(',')).Select(text => text.Trim()).ToList();
        value = [.. ids.Distinct(StringComparer.Ordinal)];
        canonical = string.Join(',', value);
        if (ids.Count > most)
        {
            return Invalid($"{ids.Count} ids", $"'{Name}' takes at most {most} ids.", [$"1-{most} ids"]);
        }
        return value.FirstOrDefault(id => id.Length is 0 or > Longest || !id.All(char.IsAsciiLetterOrDigit)) is { } wrong
            ? Invalid(wrong, wrong.Length == 0 ? $"'{Name}' has an empty value." : $"'{Quotable.Of(wrong)}' is not an id: ids are letters and digits.", ["ids as they stand in answers"])
            : null;
    }
}
