using Microsoft.AspNetCore.WebUtilities;

namespace Besoksnaring.Api.Queries;

/// <summary>Reads a whole query: what is not known is refused, nothing is ignored, nothing is capped.</summary>
static class QueryReading
{
    public static Task<(QueryValues Values, IReadOnlyList<Refusal> Refusals)> ReadAsync(
        QueryString query, IReadOnlyList<QueryParameter> parameters, Known known, CancellationToken cancellationToken) =>
        ReadAsync(Given(query), [], parameters, known, cancellationToken);

    /// <param name="refusals">Of what could not be read as far as this.</param>
    public static async Task<(QueryValues Values, IReadOnlyList<Refusal> Refusals)> ReadAsync(
        List<(string Name, List<string> Texts)> given, List<Refusal> refusals, IReadOnlyList<QueryParameter> parameters, Known known, CancellationToken cancellationToken)
    {
        foreach (var parameter in parameters.OfType<WordsParameter>().Where(p => p.Learned is not null))
        {
            if (given.Find(g => g.Name == parameter.Name).Texts is { } words)
            {
                await parameter.Learned!(known).LearnAsync(words.SelectMany(text => text.Split(',')).Select(word => word.Trim().TrimStart('!').TrimStart()), cancellationToken);
            }
        }
        var values = new QueryValues();
        foreach (var (name, texts) in given)
        {
            var parameter = parameters.FirstOrDefault(p => p.Name == name);
            var refusal = parameter is null ? NotKnown(name, parameters) : parameter.Read(texts, known, values);
            if (refusal is not null)
            {
                refusals.Add(refusal);
            }
        }
        return (values, refusals);
    }

    /// <summary>Names are told apart by case, as everything else in an address is.</summary>
    static List<(string Name, List<string> Texts)> Given(QueryString query)
    {
        var given = new List<(string Name, List<string> Texts)>();
        foreach (var pair in new QueryStringEnumerable(query.Value))
        {
            var name = pair.DecodeName().ToString();
            var value = pair.DecodeValue().ToString();
            if (given.Find(g => g.Name == name).Texts is { } texts)
            {
                texts.Add(value);
                continue;
            }
            given.Add((name, [value]));
        }
        return given;
    }

    static Refusal NotKnown(string name, IReadOnlyList<QueryParameter> parameters)
    {
        string[] names = [.. parameters.Select(p => p.Name)];
        var detail = names.Length == 0
            ? $"There is no parameter '{Quotable.Of(name)}' here: this resource takes none."
            : $"There is no parameter '{Quotable.Of(name)}' here.";
        return new("unknown-parameter", name, null, detail, names, Nearest: Nearest.To(name, names));
    }
}
