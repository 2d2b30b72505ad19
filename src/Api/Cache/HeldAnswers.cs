using Besoksnaring.Api.Answers;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;

namespace Besoksnaring.Api.Cache;

/// <summary>
/// Answers 304 to who has what we would send, and has the whole answer kept all the same: else an answer that everybody has and only
/// asks about would never get into the cache.
/// </summary>
static class HeldAnswers
{
    /// <summary>Before the cache. What the cache has, it compares with If-None-Match itself.</summary>
    public static IApplicationBuilder UseHeldAnswers(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var given = context.Request.Headers.IfNoneMatch;
        if (StringValues.IsNullOrEmpty(given))
        {
            await next(context);
            return;
        }
        var body = context.Response.Body;
        var unlessHeld = new UnlessHeldStream(body, () => context.Response.StatusCode == StatusCodes.Status200OK
            && context.Response.Headers.ETag is [{ } tag] && EntityTags.Matches(given, tag));
        context.Response.Body = unlessHeld;
        try
        {
            await next(context);
            await unlessHeld.FlushAsync(context.RequestAborted);
        }
        finally
        {
            context.Response.Body = body;
        }
        if (unlessHeld.IsHeld)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            var headers = context.Response.Headers;
            (headers.ContentLength, headers.ContentType, headers.ContentEncoding) = (null, default, default);
        }
    });

    /// <summary>After the cache: what it does not have is made whole, whatever the caller has.</summary>
    public static IApplicationBuilder UseWholeAnswers(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Features.Get<IOutputCacheFeature>() is { Context.AllowCacheStorage: true })
        {
            context.Request.Headers.IfNoneMatch = default;
        }
        // Said to those too who get it plain: a cache on the way must not give that to everybody.
        context.Response.Headers.Append("Vary", "Accept-Encoding");
        return next(context);
    });
}
