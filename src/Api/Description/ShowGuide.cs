using Besoksnaring.Api.Answers;

namespace Besoksnaring.Api.Description;

/// <summary>The developer's guide, <c>docs/api.md</c>, as it is written.</summary>
static class ShowGuide
{
    static readonly byte[] Text = Read();

    public static async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = Caching.Description;
        context.Response.ContentLength = Text.Length;
        await context.Response.BodyWriter.WriteAsync(Text, context.RequestAborted);
    }

    static byte[] Read()
    {
        using var stream = typeof(ShowGuide).Assembly.GetManifestResourceStream("api.md")!;
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return text;
    }
}
