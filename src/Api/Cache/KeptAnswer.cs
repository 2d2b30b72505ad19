using System.Globalization;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Limits;
using Microsoft.Extensions.Primitives;

namespace Besoksnaring.Api.Cache;

/// <summary>One answer as it is sent, and how to say that the caller has it.</summary>
sealed class KeptAnswer
{
    /// <summary>What a 304 must say (RFC 9110, 15.4.5); all else the caller has with the answer itself.</summary>
    static readonly HashSet<string> SaidAgain = new(StringComparer.OrdinalIgnoreCase) { "Cache-Control", "Cache-Status", "ETag", "Vary" };

    /// <summary>RFC 9211, for whoever wonders where an answer came from.</summary>
    const string Hit = "besoksnaring; hit";

    readonly KeyValuePair<string, StringValues>[] headers;
    readonly KeyValuePair<string, StringValues>[] headersSaidAgain;
    readonly string? tag;
    readonly byte[] body;
    readonly long? madeAt;

    /// <param name="madeAt">The <see cref="TimeProvider"/>'s timestamp; null for what is as new now as it was then.</param>
    public KeptAnswer(IHeaderDictionary headers, byte[] body, long? madeAt)
    {
        SecurityHeaders.Apply(headers);
        headers.Vary = string.Join(", ", headers.Vary.AsEnumerable());
        headers["Cache-Status"] = Hit;
        this.headers = [.. headers.Where(header => !header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) && !LimitHeaders.Has(header.Key))];
        headersSaidAgain = [.. headers.Where(header => SaidAgain.Contains(header.Key))];
        headers.Remove("Cache-Status");
        tag = headers.ETag;
        (this.body, this.madeAt) = (body, madeAt);
    }

    public int Length => body.Length;

    public Task SendAsync(HttpContext context, TimeProvider time)
    {
        var response = context.Response;
        var isHeld = tag is not null && EntityTags.Matches(context.Request.Headers.IfNoneMatch, tag);
        foreach (var (name, value) in isHeld ? headersSaidAgain : headers)
        {
            response.Headers[name] = value;
        }
        if (madeAt is { } then)
        {
            response.Headers.Age = ((long)time.GetElapsedTime(then).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
        if (isHeld)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.BodyWriter.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
