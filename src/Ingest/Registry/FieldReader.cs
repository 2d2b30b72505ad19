using System.Text.Json;

namespace Besoksnaring.Ingest.Registry;

/// <summary>Takes the fields of one JSON object by name and type, and notes each that is missing, of a wrong type or unknown.</summary>
sealed class FieldReader
{
    readonly string entry;
    readonly string path;
    readonly List<RegistryFault> faults;
    readonly Dictionary<string, JsonElement> fields = [];
    readonly HashSet<string> known = [];

    public FieldReader(string entry, JsonElement element, List<RegistryFault> faults, string path = "")
    {
        this.entry = entry;
        this.path = path;
        this.faults = faults;
        if (element.ValueKind != JsonValueKind.Object)
        {
            Fault("", $"must be an object, not {Word(element)}");
            return;
        }
        foreach (var property in element.EnumerateObject())
        {
            fields[property.Name] = property.Value;
        }
    }

    public void Fault(string field, string reason) => faults.Add(new(entry, (path + field).TrimEnd('.'), reason));

    public string? Text(string field, bool required = false)
    {
        if (Take(field, required, JsonValueKind.String, "a text") is not { } value)
        {
            return null;
        }
        if (string.IsNullOrWhiteSpace(value.GetString()))
        {
            Fault(field, "must not be blank");
            return null;
        }
        return value.GetString();
    }

    public bool Flag(string field)
    {
        var value = Take(field, required: false, JsonValueKind.True, "true or false", JsonValueKind.False);
        return value?.ValueKind == JsonValueKind.True;
    }

    public int Whole(string field, int otherwise, int least, int most)
    {
        if (Take(field, required: false, JsonValueKind.Number, "a whole number") is not { } value)
        {
            return otherwise;
        }
        if (!value.TryGetInt32(out var number) || number < least || number > most)
        {
            Fault(field, $"must be a whole number from {least} to {most}, not {value.GetRawText()}");
            return otherwise;
        }
        return number;
    }

    public double Share(string field, double otherwise)
    {
        if (Take(field, required: false, JsonValueKind.Number, "a number") is not { } value)
        {
            return otherwise;
        }
        if (value.GetDouble() is not (>= 0 and <= 1))
        {
            Fault(field, $"must be from 0 to 1, not {value.GetRawText()}");
            return otherwise;
        }
        return value.GetDouble();
    }

    /// <returns>The object's own fields, or null when it is not there.</returns>
    public FieldReader? Fields(string field, bool required = false) =>
        Object(field, required) is { } value ? new FieldReader(entry, value, faults, $"{path}{field}.") : null;

    public JsonElement? Object(string field, bool required = false) => Take(field, required, JsonValueKind.Object, "an object");

    public IReadOnlyList<JsonElement> List(string field, bool required = false) =>
        Take(field, required, JsonValueKind.Array, "a list") is { } value ? [.. value.EnumerateArray()] : [];

    /// <returns>The texts of a list, or the one text that stands for a list of one.</returns>
    public IReadOnlyList<string> Texts(string field, bool required = false, bool orOne = false)
    {
        var value = orOne
            ? Take(field, required, JsonValueKind.Array, "a text or a list of texts", JsonValueKind.String)
            : Take(field, required, JsonValueKind.Array, "a list of texts");
        if (value is not { } given)
        {
            return [];
        }
        var items = given.ValueKind == JsonValueKind.Array ? given.EnumerateArray().ToList() : [given];
        if (items.Count == 0 && orOne)
        {
            Fault(field, "must name at least one");
        }
        foreach (var item in items.Where(item => item.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(item.GetString())))
        {
            Fault(field, $"{item.GetRawText()} is not a text");
        }
        return [.. items.Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];
    }

    public bool Has(string field) => fields.ContainsKey(field);

    /// <summary>Last: whatever was not asked for is not known.</summary>
    public void RefuseOthers()
    {
        foreach (var field in fields.Keys.Where(field => !known.Contains(field)))
        {
            Fault(field, $"is not a known property (known: {string.Join(", ", known.Order(StringComparer.Ordinal))})");
        }
    }

    JsonElement? Take(string field, bool required, JsonValueKind kind, string words, JsonValueKind? orKind = null)
    {
        known.Add(field);
        if (!fields.TryGetValue(field, out var value))
        {
            if (required)
            {
                Fault(field, "is missing");
            }
            return null;
        }
        if (value.ValueKind != kind && value.ValueKind != orKind)
        {
            Fault(field, $"must be {words}, not {Word(value)}");
            return null;
        }
        return value;
    }

    static string Word(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
