using System.IO.Compression;
using System.Text;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Widget;
using Scalar.AspNetCore;

namespace Besoksnaring.Api.Reference;

/// <summary>
/// Scalar's script as its package has it, from our own address: the page asks nobody else. The package's own endpoint would answer it with
/// a page and without the version in the address that lets a browser keep its five megabytes.
/// </summary>
static class ReferenceScripts
{
    const string ForEver = "public, max-age=31536000, immutable";

    static readonly byte[] Start = Encoding.UTF8.GetBytes(EmbeddedFile.Text("reference.js"));
    static readonly byte[] Style = Encoding.UTF8.GetBytes(EmbeddedFile.Text("reference.css"));
    static readonly byte[] Zipped = Packaged();

    public static string ScalarVersion { get; } = EntityTags.Of(Zipped).Trim('"');

    public static string StartVersion { get; } = EntityTags.Of(Start).Trim('"');

    public static string StyleVersion { get; } = EntityTags.Of(Style).Trim('"');

    public static Task StartAsync(HttpContext context) => SendAsync(context, Start);

    public static Task StyleAsync(HttpContext context) => SendAsync(context, Style, "text/css; charset=utf-8");

    public static async Task ScalarAsync(HttpContext context)
    {
        var accepts = context.Request.GetTypedHeaders().AcceptEncoding;
        if (accepts.Any(encoding => encoding.Value == "gzip" && encoding.Quality != 0))
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await SendAsync(context, Zipped);
            return;
        }
        using var plain = new MemoryStream();
        await using (var unzipping = new GZipStream(new MemoryStream(Zipped), CompressionMode.Decompress))
        {
            await unzipping.CopyToAsync(plain, context.RequestAborted);
        }
        await SendAsync(context, plain.ToArray());
    }

    static async Task SendAsync(HttpContext context, byte[] script, string type = "text/javascript; charset=utf-8")
    {
        context.Response.ContentType = type;
        context.Response.Headers.CacheControl = ForEver;
        context.Response.ContentLength = script.Length;
        await context.Response.BodyWriter.WriteAsync(script, context.RequestAborted);
    }

    /// <summary>It is zipped in the package.</summary>
    static byte[] Packaged()
    {
        using var script = typeof(ScalarOptions).Assembly.GetManifestResourceStream("ScalarStaticAssets.scalar.js")
            ?? throw new InvalidOperationException("Scalar's package has its script under another name now.");
        var zipped = new byte[script.Length];
        script.ReadExactly(zipped);
        return zipped;
    }
}
