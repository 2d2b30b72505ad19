using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Diagnostics;

namespace Besoksnaring.Portal.Look;

/// <summary>A page for what went wrong. It is put together without Razor, which may be what went wrong.</summary>
static class Faults
{
    public static Task AnswerAsync(HttpContext context) => WriteAsync(context);

    public static Task ExplainAsync(StatusCodeContext status) => WriteAsync(status.HttpContext);

    static Task WriteAsync(HttpContext context)
    {
        var said = context.RequestServices.GetRequiredService<Said>();
        var (title, text) = context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => (said.Of("Sidan finns inte", "There is no such page"), said.Of("Kanske har den flyttats, eller så hör den till någon annan.", "It may have moved, or belong to somebody else.")),
            StatusCodes.Status400BadRequest => (said.Of("Det gick inte att ta emot", "It could not be taken"), said.Of("Formuläret var för gammalt. Gå tillbaka, ladda om sidan och försök igen; det du skrivit finns kvar.", "The form was too old. Go back, reload the page and try again; what you wrote is still there.")),
            StatusCodes.Status429TooManyRequests => (said.Of("Vänta en stund", "Wait a while"), said.Of("Det har varit många försök härifrån. Försök igen om en timme.", "There were many attempts from here. Try again in an hour.")),
            _ => (said.Of("Något gick fel hos oss", "Something went wrong on our side"), said.Of("Inget har sparats. Försök igen om en stund.", "Nothing was saved. Try again in a while.")),
        };
        context.Response.ContentType = "text/html; charset=utf-8";
        var encode = HtmlEncoder.Default;
        return context.Response.WriteAsync($"""
            <!doctype html><html lang="{said.Language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{encode.Encode(title)} – Besöksnäring</title>
            <link rel="stylesheet" href="{context.Request.PathBase}{Assets.StyleAddress}"></head><body><header class="top"><a class="name" href="{context.Request.PathBase}/">Besöksnäring</a></header>
            <main><h1>{encode.Encode(title)}</h1><p>{encode.Encode(text)}</p><p><a href="{context.Request.PathBase}/">{said.Of("Till början", "To the start")}</a></p></main></body></html>
            """);
    }
}
