using System.Globalization;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Problems;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Api.Limits;

/// <summary>Counts calls: a partner's by the partner, everybody else's by address. Answers from the cache and 304s count as one like any other.</summary>
sealed class CallLimits(TrustedProxies proxies, IOptions<ApiOptions> options, TimeProvider time)
{
    const string Health = "/health";

    readonly CallLimit<CallerAddress> byAddress = new("address", time);
    readonly CallLimit<string> byPartner = new("key", time);
    readonly int perMinute = options.Value.CallsPerMinute;
    readonly string addressPolicy = Policy("address", options.Value.CallsPerMinute);

    /// <summary>Before the cache, and with nothing to wait for. Who sends a key is counted when it has been looked at.</summary>
    public Task CountAsync(HttpContext context, RequestDelegate next) =>
        KeyCheck.KeyOf(context.Request) is not null || context.Request.Path.StartsWithSegments(Health, StringComparison.Ordinal) || Take(context) is not { } refusal
            ? next(context)
            : RefuseAsync(context, refusal);

    /// <returns>Why there is no answer, or null.</returns>
    public Problem? Take(HttpContext context)
    {
        if (perMinute == 0 || proxies.CallerOf(context) is not { } caller)
        {
            return null;
        }
        return Told(context, addressPolicy, byAddress.Take(caller, perMinute));
    }

    /// <returns>The same.</returns>
    public Problem? Take(HttpContext context, Caller caller) =>
        Told(context, Policy("key", caller.CallsPerMinute), byPartner.Take(caller.PartnerId, caller.CallsPerMinute));

    static Problem? Told(HttpContext context, string policy, CallsLeft left)
    {
        var headers = context.Response.Headers;
        headers[LimitHeaders.Policy] = policy;
        headers[LimitHeaders.Left] = string.Create(CultureInfo.InvariantCulture, $"\"{left.Name}\";r={left.Remaining};t={left.ResetSeconds}");
        return left.RetryAfterSeconds is { } seconds ? Problem.TooManyCalls(left.PerMinute, seconds) : null;
    }

    static Task RefuseAsync(HttpContext context, Problem refusal)
    {
        SecurityHeaders.Apply(context.Response.Headers);
        return ProblemAnswer.WriteAsync(context, refusal);
    }

    static string Policy(string name, int perMinute) => string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={perMinute};w=60");
}

/// <summary>draft-ietf-httpapi-ratelimit-headers.</summary>
static class LimitHeaders
{
    public const string Policy = "RateLimit-Policy";
    public const string Left = "RateLimit";

    /// <summary>They say something of one call: no answer that is kept has them.</summary>
    public static bool Has(string header) => header.StartsWith(Left, StringComparison.OrdinalIgnoreCase);
}
