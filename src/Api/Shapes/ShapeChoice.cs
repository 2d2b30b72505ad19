using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Besoksnaring.Api.Shapes;

/// <summary>Which shape to answer in: <c>f</c> outweighs <c>Accept</c> (RFC 9110, 12.5.1), and JSON is what nobody asks for.</summary>
static class ShapeChoice
{
    /// <returns>The shape, or null when nothing that is accepted can be had, or not with these parameters: that has been answered.</returns>
    public static async Task<Shape?> ShapeAsync(this HttpContext context, QueryValues query)
    {
        context.Response.Headers.Append("Vary", "Accept");
        var shape = query.Of(Parameters.Shape) is { } name ? Shape.Of(name) : Accepted(context.Request.Headers.Accept);
        var problem = shape is null ? Problem.NotAcceptable()
            : shape != Shape.Json && query.OfJson() is { } parameter ? Problem.Refused([OfJsonOnly(parameter, shape)], context.PublicUrl())
            : null;
        if (problem is null)
        {
            return shape;
        }
        await ProblemAnswer.WriteAsync(context, problem);
        return null;
    }

    static Refusal OfJsonOnly(QueryParameter parameter, Shape shape) => new(
        "invalid-value", parameter.Name, null, $"'{parameter.Name}' says something of JSON; {shape.Name} has no place for it.", [$"'{parameter.Name}' with f=json, or {shape.Name} without it"]);

    /// <returns>Null when the header accepts none. A header that cannot be read is none.</returns>
    public static Shape? Accepted(StringValues accept)
    {
        if (StringValues.IsNullOrEmpty(accept) || !MediaTypeHeaderValue.TryParseList(accept, out var ranges) || ranges.Count == 0)
        {
            return Shape.Json;
        }
        Shape? best = null;
        var most = (Quality: 0.0, Precision: 0);
        foreach (var shape in Shape.All)
        {
            // The most precise range that a type falls under says how welcome it is.
            var wish = ranges.Select(range => (Quality: range.Quality ?? 1, Precision: Precision(range, shape))).MaxBy(w => w.Precision);
            if (wish.Precision > 0 && wish.Quality > 0 && wish.CompareTo(most) > 0)
            {
                (best, most) = (shape, wish);
            }
        }
        return best;
    }

    /// <returns>0: it does not fall under the range; 3: the range is its very name. Who writes a type out means it more than who writes a star.</returns>
    static int Precision(MediaTypeHeaderValue range, Shape shape)
    {
        if (range.MatchesAllTypes)
        {
            return 1;
        }
        var slash = shape.MediaType.IndexOf('/', StringComparison.Ordinal);
        if (!range.Type.Equals(shape.MediaType[..slash], StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }
        if (range.MatchesAllSubTypes)
        {
            return 2;
        }
        return range.SubType.Equals(shape.MediaType[(slash + 1)..], StringComparison.OrdinalIgnoreCase) ? 3 : 0;
    }
}
