using System.Text.Json;

namespace Besoksnaring.Ingest.Providers.Mapping;

/// <param name="Field">Where in the registry entry, such as <c>mapping.fields.title</c>.</param>
sealed record MappingFault(string Field, string Reason);

/// <summary>One object of a mapping while it is read: collects every fault with its place, and names properties that nothing read.</summary>
sealed class MappingConfig(JsonElement element, string path, List<MappingFault> faults)
{
    readonly HashSet<string> read = new(StringComparer.Ordinal);

    public string Path => path;

    public List<MappingFault> Faults => faults;

    public bool Has(string name) => element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public void Fault(string name, string reason) => faults.Add(new MappingFault(At(name), reason));

    /// <returns>The property's value, or null when it is not there.</returns>
    public JsonElement? Element(string name)
    {
        read.Add(name);
        return Has(name) ? element.GetProperty(name) : null;
    }

    public IEnumerable<(string Name, JsonElement Value)> Properties()
    {
        foreach (var property in element.EnumerateObject())
        {
            read.Add(property.Name);
            yield return (property.Name, property.Value);
        }
    }

    public MappingConfig? Object(string name) => Element(name) is { } value ? ToObject(value, At(name)) : null;

    /// <returns>The objects of a list; one object alone is a list of one.</returns>
    public IEnumerable<MappingConfig> Objects(string name)
    {
        if (Element(name) is not { } value)
        {
            return [];
        }
        var items = value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select((item, i) => ToObject(item, $"{At(name)}[{i}]")).ToList()
            : [ToObject(value, At(name))];
        return items.OfType<MappingConfig>();
    }

    public string? Word(string name) => Typed(name, JsonValueKind.String, "a text", value => value.GetString());

    public int? Number(string name) => Typed(name, JsonValueKind.Number, "a number", value => (int?)value.GetDouble());

    public double? Double(string name) => Typed(name, JsonValueKind.Number, "a number", value => (double?)value.GetDouble());

    public bool Flag(string name, bool otherwise = false)
    {
        if (Element(name) is not { } value)
        {
            return otherwise;
        }
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }
        Fault(name, "must be true or false");
        return otherwise;
    }

    /// <returns>The texts of a list; one text alone is a list of one.</returns>
    public IReadOnlyList<string> Words(string name)
    {
        if (Element(name) is not { } value)
        {
            return [];
        }
        if (value.ValueKind == JsonValueKind.String)
        {
            return [value.GetString()!];
        }
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
        {
            return [.. value.EnumerateArray().Select(item => item.GetString()!)];
        }
        Fault(name, "must be a text or a list of texts");
        return [];
    }

    public Expression? Expression(string name) => Word(name) is { } text ? Compile(text, At(name)) : null;

    public Value? Value(string name) => Element(name) is { } value ? Mapping.Value.Read(value, At(name), faults) : null;

    public TextMap? Text(string name, bool rich = false) =>
        Element(name) is { } value ? TextMap.Read(value, At(name), faults, rich) : null;

    public Expression? Compile(string text, string at)
    {
        if (Mapping.Expression.TryCompile(text, out var reason) is { } expression)
        {
            return expression;
        }
        faults.Add(new MappingFault(at, reason!));
        return null;
    }

    /// <summary>Says which properties nothing has read: what is misspelt must not be silently without effect.</summary>
    public void End()
    {
        foreach (var property in element.EnumerateObject().Where(p => !read.Contains(p.Name)))
        {
            Fault(property.Name, $"is no property of a mapping here; there are {string.Join(", ", read.Order())}");
        }
    }

    string At(string name) => $"{path}.{name}";

    MappingConfig? ToObject(JsonElement value, string at)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            return new MappingConfig(value, at, faults);
        }
        faults.Add(new MappingFault(at, "must be an object"));
        return null;
    }

    T? Typed<T>(string name, JsonValueKind kind, string must, Func<JsonElement, T> take)
    {
        if (Element(name) is not { } value)
        {
            return default;
        }
        if (value.ValueKind == kind)
        {
            return take(value);
        }
        Fault(name, $"must be {must}");
        return default;
    }
}
