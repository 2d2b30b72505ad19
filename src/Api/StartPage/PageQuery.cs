using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.StartPage;

/// <summary>The parameters of our pages. Mail programs and social media add their own to links that people share: a page, unlike the API, lets them pass.</summary>
static class PageQuery
{
    public static readonly OneWordParameter Language = new("lang", "Language of the page.", "en", ["sv", "en"]);

    static readonly IReadOnlyList<QueryParameter> Understood = [Language, Parameters.Text];

    public static async Task<(string Language, QueryValues Values, string? Given)> ReadAsync(HttpContext context, Known known)
    {
        var own = context.Request.Query.Where(p => Understood.Any(parameter => parameter.Name == p.Key) && !string.IsNullOrWhiteSpace(p.Value[0]))
            .Select(p => KeyValuePair.Create(p.Key, p.Value[0]));
        var (values, _) = await QueryReading.ReadAsync(QueryString.Create(own), Understood, known, context.RequestAborted);
        return (values.Of(Language) ?? "sv", values, context.Request.Query[Parameters.Text.Name].FirstOrDefault());
    }
}
