using Besoksnaring.Api.Answers;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Api.Cache;

/// <summary>
/// Which answers are kept, and under which key. The catalogue's position as it was known when the call came in is part of the key:
/// what is kept was read then or later, and nothing of an earlier position is ever found again.
/// </summary>
sealed class AnswerCachePolicy(PositionFollower follower, IOptions<ApiOptions> options) : IOutputCachePolicy
{
    /// <summary>Everything here refuses a query that it does not understand. The pages let strange parameters pass, and each would be an entry.</summary>
    static readonly PathString Kept = "/api/v1";

    readonly bool isOn = options.Value.CacheMegabytes > 0;
    readonly bool hasOneAddress = options.Value.PublicUrl is { Length: > 0 };

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        if (!isOn || !IsRead(request) || follower.Position is not { } position)
        {
            return ValueTask.CompletedTask;
        }
        Wishes.Settle(request.Headers);
        // We give no Last-Modified; the cache would compare with its Date, which two states of the catalogue can share.
        request.Headers.IfModifiedSince = default;
        context.EnableOutputCaching = true;
        context.AllowCacheLookup = true;
        context.AllowCacheStorage = true;
        // Whoever waits for another's answer shares his fate: one caller who goes away would fail the rest.
        context.AllowLocking = false;
        context.CacheVaryByRules.VaryByHost = false;
        var address = hasOneAddress ? "" : PublicAddress.Called(context.HttpContext);
        // No header has a line break in it, so two keys cannot look alike.
        context.CacheVaryByRules.CacheKeyPrefix =
            $"{position}\n{address}\n{request.Headers.AcceptEncoding}\n{request.Headers.AcceptLanguage}\n{request.Headers.Accept}\n{request.QueryString.Value}";
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>Only what says how long it may be kept (<see cref="Answers.Caching.Set"/>) is, and no longer than that.</summary>
    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        context.AllowCacheStorage &= response.StatusCode == StatusCodes.Status200OK && context.ResponseExpirationTimeSpan is not null
            && response.Headers.SetCookie.Count == 0;
        return ValueTask.CompletedTask;
    }

    static bool IsRead(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Path.StartsWithSegments(Kept, StringComparison.Ordinal)
        && request.Headers.Authorization.Count == 0;
}
