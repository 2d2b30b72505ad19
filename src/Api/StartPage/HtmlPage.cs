using System.Text;
using Besoksnaring.Api.Answers;

namespace Besoksnaring.Api.StartPage;

/// <summary>The frame of our few pages. They load one style sheet of ours and run nothing, but for those that say so.</summary>
static class HtmlPage
{
    public const string OnlyOurStyle = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <param name="script">Address of a module of ours that the page runs.</param>
    /// <param name="policy">Content-Security-Policy; it must allow the script.</param>
    /// <param name="style">Address of the style sheet, for what ours would be in the way of.</param>
    public static async Task WriteAsync(HttpContext context, string language, string title, Html body, string? script = null, string policy = OnlyOurStyle, string? style = null)
    {
        var page = Html.Of($"""
            <!doctype html>
            <html lang="{language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title}</title>
            <link rel="stylesheet" href="{style ?? "/style.css?" + PageStyle.Version}">
            {(script is null ? Html.Empty : Html.Of($"""<script type="module" src="{script}"></script>"""))}
            </head>
            <body>
            {body}
            </body>
            </html>

            """);
        var bytes = Encoding.UTF8.GetBytes(page.Text);
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = policy;
        response.Headers.ContentLanguage = language;
        response.Headers.CacheControl = "no-cache";
        response.ContentLength = bytes.Length;
        await response.BodyWriter.WriteAsync(bytes, context.RequestAborted);
    }
}
