using Besoksnaring.Api.Answers;

namespace Besoksnaring.Api.StartPage;

/// <summary>The one style sheet of our pages.</summary>
static class PageStyle
{
    static readonly byte[] Css = Read();

    /// <summary>Part of its address, so that it may be kept as long as anybody likes.</summary>
    public static string Version { get; } = EntityTags.Of(Css).Trim('"');

    public static async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "text/css; charset=utf-8";
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.ContentLength = Css.Length;
        await context.Response.BodyWriter.WriteAsync(Css, context.RequestAborted);
    }

    static byte[] Read()
    {
        using var stream = typeof(PageStyle).Assembly.GetManifestResourceStream("page.css")!;
        var css = new byte[stream.Length];
        stream.ReadExactly(css);
        return css;
    }
}
