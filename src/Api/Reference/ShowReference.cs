using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.StartPage;

namespace Besoksnaring.Api.Reference;

/// <summary>The description of the API to read and try, in Swedish and English.</summary>
static class ShowReference
{
    public const string Path = "/docs/reference";

    // Scalar writes its styles into the page as it goes; what it may run and ask is ours alone.
    const string Policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    public static async Task AnswerAsync(HttpContext context, Known known)
    {
        var (language, _, _) = await PageQuery.ReadAsync(context, known);
        var isSwedish = language == "sv";
        var title = isSwedish ? "API:et: alla anrop" : "The API: every call";
        var (other, otherName) = isSwedish ? ("en", "English") : ("sv", "Svenska");
        var lead = isSwedish
            ? "Varje anrop, parameter och svar, att läsa och att prova mot den här katalogen. Ingen nyckel behövs för att läsa."
            : "Every call, parameter and answer, to read and to try on this catalogue. No key is needed for reading.";
        var texts = PageTexts.Of(language);
        var body = Html.Of($"""
            <header class="frame">
            <p class="top"><a class="name" href="/?lang={language}">Besöksnäring</a> <a href="{Path}?lang={other}" lang="{other}" hreflang="{other}">{otherName}</a></p>
            <h1>{title}</h1>
            <p class="lead">{lead} <a href="/docs">{texts.Guide}</a></p>
            </header>
            <div id="reference"></div>
            <noscript><main><p>{(isSwedish ? "Utan JavaScript: läs" : "Without JavaScript: read")} <a href="/docs">{texts.Guide}</a> · <a href="/api/v1/openapi.json?language={language}">OpenAPI</a></p></main></noscript>
            <script src="{Path}/scalar.js?{ReferenceScripts.ScalarVersion}"></script>
            <script src="{Path}/start.js?{ReferenceScripts.StartVersion}" data-language="{language}"></script>
            """);
        await HtmlPage.WriteAsync(context, language, title, body, policy: $"{Policy}; connect-src 'self' {context.PublicUrl()}", style: $"{Path}/frame.css?{ReferenceScripts.StyleVersion}");
    }
}
