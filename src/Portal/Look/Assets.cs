using System.Security.Cryptography;

namespace Besoksnaring.Portal.Look;

/// <summary>The one style sheet and the one script. Their versions are part of their addresses, so that they may be kept.</summary>
static class Assets
{
    static readonly byte[] Style = Read("portal.css");
    static readonly byte[] Script = Read("portal.js");

    public static string StyleAddress { get; } = Address("portal.css", Style);

    public static string ScriptAddress { get; } = Address("portal.js", Script);

    public static Task StyleAsync(HttpContext context) => AnswerAsync(context, Style, "text/css; charset=utf-8");

    public static Task ScriptAsync(HttpContext context) => AnswerAsync(context, Script, "text/javascript; charset=utf-8");

    static async Task AnswerAsync(HttpContext context, byte[] bytes, string type)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        await context.Response.BodyWriter.WriteAsync(bytes, context.RequestAborted);
    }

    static string Address(string name, byte[] bytes) => $"/look/{name}?v={Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]}";

    static byte[] Read(string name)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
