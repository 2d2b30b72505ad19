using Besoksnaring.Api.Answers;

namespace Besoksnaring.Api.Description;

/// <summary>The developer's guides, <c>docs/first-answer.md</c> and <c>docs/api.md</c>, as they are written.</summary>
static class ShowGuide
{
    static readonly byte[] Whole = Read("api.md");
    static readonly byte[] First = Read("first-answer.md");

    public static Task AnswerAsync(HttpContext context) => AnswerAsync(context, Whole);

    public static Task FirstAnswerAsync(HttpContext context) => AnswerAsync(context, First);

    static async Task AnswerAsync(HttpContext context, byte[] text)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = Caching.Description;
        context.Response.ContentLength = text.Length;
        await context.Response.BodyWriter.WriteAsync(text, context.RequestAborted);
    }

    static byte[] Read(string name)
    {
        using var stream = typeof(ShowGuide).Assembly.GetManifestResourceStream(name)!;
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return text;
    }
}
