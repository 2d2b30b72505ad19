using System.Text;
using Besoksnaring.Api.Answers;

namespace Besoksnaring.Api.StartPage;

/// <summary>The frame of our few pages. They load one style sheet of ours and run nothing.</summary>
static class HtmlPage
{
    const string OnlyOurStyle = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static async Task WriteAsync(HttpContext context, string language, string title, Html body)
    {
        var page = Html.Of($"""
            <!doctype html>
            <html lang="{language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title}</title>
            <link rel="stylesheet" href="/style.css?{PageStyle.Version}">
            </head>
            <body>
            {body}
            </body>
            </html>

            """);
        var bytes = Encoding.UTF8.GetBytes(page.Text);
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = OnlyOurStyle;
        response.Headers.ContentLanguage = language;
        response.Headers.CacheControl = "no-cache";
        response.ContentLength = bytes.Length;
        await response.BodyWriter.WriteAsync(bytes, context.RequestAborted);
    }
}
