using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.StartPage;

namespace Besoksnaring.Api.Problems;

/// <summary>Explains a problem type: as JSON to a program, as a page to a person.</summary>
static class ShowProblemType
{
    public static async Task AnswerAsync(HttpContext context, string name, Known known)
    {
        if (ProblemType.All.FirstOrDefault(type => type.Name == name) is not { } type)
        {
            await ProblemAnswer.WriteAsync(context, new Problem(ProblemType.NotFound, $"There is no problem type '{Quotable.Of(name)}'."));
            return;
        }
        context.Response.Headers.Append("Vary", "Accept");
        if (!WantsHtml(context.Request))
        {
            await JsonAnswer.ObjectAsync(
                context, new ProblemTypeView(context.PublicUrl() + type.Path, type.Title, type.Status, type.English, type.Swedish), Caching.Description);
            return;
        }
        var (language, _, _) = await PageQuery.ReadAsync(context, known);
        await HtmlPage.WriteAsync(context, language, type.Title, Html.Of($"""
            <header><p class="top"><a class="name" href="/?lang={language}">Besöksnäring</a></p><h1>{type.Title}</h1><p class="lead"><code>{type.Status} {type.Name}</code></p></header>
            <main><section><p lang="sv">{Code(type.Swedish)}</p><p lang="en">{Code(type.English)}</p></section></main>
            """));
    }

    static bool WantsHtml(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(accept => accept.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    /// <summary>What stands between backquotes is code.</summary>
    static Html Code(string text) =>
        Html.Join(text.Split('`').Select((part, index) => index % 2 == 1 ? Html.Of($"<code>{part}</code>") : Html.Of($"{part}")));
}

sealed record ProblemTypeView(string Type, string Title, int Status, string English, string Swedish);
