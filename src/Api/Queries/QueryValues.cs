using System.Text;

namespace Besoksnaring.Api.Queries;

/// <summary>The parameters of one request, read and found good.</summary>
sealed class QueryValues
{
    readonly Dictionary<QueryParameter, object?> values = [];
    readonly List<(QueryParameter Parameter, string Value)> canonical = [];

    /// <summary>What the address itself stands for: asked for, and in no link.</summary>
    readonly List<(QueryParameter Parameter, string Value)> implied = [];

    public T Of<T>(QueryParameter<T> parameter) => values.TryGetValue(parameter, out var value) ? (T)value! : parameter.Absent;

    public bool Has(QueryParameter parameter) => values.ContainsKey(parameter);

    public void Set<T>(QueryParameter<T> parameter, T value, string text)
    {
        values[parameter] = value;
        canonical.Add((parameter, text));
    }

    /// <returns>All of this and of <paramref name="given"/>, which outweighs it and alone is written into addresses.</returns>
    public QueryValues With(QueryValues given)
    {
        var both = new QueryValues();
        foreach (var (parameter, value) in values.Concat(given.values))
        {
            both.values[parameter] = value;
        }
        both.implied.AddRange(canonical.Where(saved => !given.canonical.Exists(other => other.Parameter == saved.Parameter)));
        both.canonical.AddRange(given.canonical);
        return both;
    }

    /// <returns>All that is asked for but these, to tell questions apart by.</returns>
    public string Whole(params ReadOnlySpan<QueryParameter> left)
    {
        var text = new StringBuilder();
        foreach (var (parameter, value) in implied)
        {
            if (!Contains(left, parameter.Name))
            {
                Append(text, parameter.Name, value);
            }
        }
        return text + WriteWithout(left);
    }

    /// <returns>The query as we write it, starting with <c>?</c>, or empty; <paramref name="offset"/> and <paramref name="shape"/> replace the given ones, and a shape leaves out what only JSON has.</returns>
    public string Write(int? offset = null, string? shape = null)
    {
        var text = new StringBuilder();
        foreach (var (parameter, value) in canonical.Where(given => (offset is null || given.Parameter != Parameters.Offset) && (shape is null || IsOfEveryShape(given.Parameter))))
        {
            Append(text, parameter.Name, value);
        }
        if (shape is not null)
        {
            Append(text, Parameters.Shape.Name, shape);
        }
        if (offset > 0)
        {
            Append(text, Parameters.Offset.Name, offset.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        return text.ToString();
    }

    /// <returns>The same without these.</returns>
    public string WriteWithout(params ReadOnlySpan<QueryParameter> left)
    {
        var text = new StringBuilder();
        foreach (var (parameter, value) in canonical)
        {
            if (!Contains(left, parameter.Name))
            {
                Append(text, parameter.Name, value);
            }
        }
        return text.ToString();
    }

    /// <returns>A parameter that was given and that only JSON answers have a place for; null: there is none.</returns>
    public QueryParameter? OfJson() => canonical.Select(given => given.Parameter).FirstOrDefault(parameter => parameter.IsOfJson);

    static bool IsOfEveryShape(QueryParameter parameter) => parameter != Parameters.Shape && !parameter.IsOfJson;

    static bool Contains(ReadOnlySpan<QueryParameter> parameters, string name)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.Name == name)
            {
                return true;
            }
        }
        return false;
    }

    static void Append(StringBuilder text, string name, string value) => text
        .Append(text.Length == 0 ? '?' : '&').Append(name).Append('=')
        .Append(Uri.EscapeDataString(value).Replace("%2C", ",", StringComparison.Ordinal));
}
