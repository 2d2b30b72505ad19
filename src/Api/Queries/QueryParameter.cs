using System.Text.Json.Nodes;
using Besoksnaring.Api.OpenApi;

namespace Besoksnaring.Api.Queries;

/// <summary>One parameter of a query. How it is read and what OpenAPI says of it both come from here, so they cannot differ.</summary>
abstract class QueryParameter(string name, string description, string example)
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    public string Example { get; } = example;

    /// <summary>The example as JSON, where it is not what <see cref="Example"/> looks like.</summary>
    public virtual JsonNode? ExampleValue => null;

    /// <summary>May be given several times, or as one list with commas: any of the values will do.</summary>
    public virtual bool IsList => false;

    /// <summary>Null: it stays.</summary>
    public Deprecation? Deprecated { get; init; }

    /// <summary>Says something of JSON answers that the other shapes have no place for.</summary>
    public bool IsOfJson { get; init; }

    /// <returns>Its JSON Schema.</returns>
    public abstract JsonObject Schema(Known known);

    /// <summary>Reads what was given, at least one text, into <paramref name="values"/>.</summary>
    /// <returns>Null, or why it cannot be honoured.</returns>
    public abstract Refusal? Read(IReadOnlyList<string> given, Known known, QueryValues values);

    protected Refusal Invalid(string value, string detail, IReadOnlyList<string> allowed, string? allowedAt = null, string? nearest = null) =>
        new("invalid-value", Name, value, detail, allowed, allowedAt, nearest);
}

/// <summary>A parameter that is read as a <typeparamref name="T"/>.</summary>
abstract class QueryParameter<T>(string name, string description, string example) : QueryParameter(name, description, example)
{
    /// <summary>What it is when it is not given.</summary>
    public abstract T Absent { get; }

    public sealed override Refusal? Read(IReadOnlyList<string> given, Known known, QueryValues values)
    {
        if (!IsList && given.Count > 1)
        {
            return Invalid(string.Join(" & ", given), $"'{Name}' was given {given.Count} times.", ["one value"]);
        }
        if (Read(given, known, out var value, out var canonical) is { } refusal)
        {
            return refusal;
        }
        values.Set(this, value, canonical);
        return null;
    }

    /// <param name="canonical">The value as it is written in the addresses that we give out.</param>
    protected abstract Refusal? Read(IReadOnlyList<string> given, Known known, out T value, out string canonical);
}
