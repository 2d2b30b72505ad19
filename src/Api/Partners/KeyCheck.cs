using Besoksnaring.Api.Limits;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;

namespace Besoksnaring.Api.Partners;

/// <summary>
/// Reads <c>Authorization: Bearer</c>. A key that is not in force is refused even where none is needed: whoever sends one should know.
/// Other schemes are between the caller and somebody on the way.
/// </summary>
static class KeyCheck
{
    const string Bearer = "Bearer";

    public static IApplicationBuilder UsePartnerKeys(this IApplicationBuilder app)
    {
        var keys = app.ApplicationServices.GetRequiredService<KnownKeys>();
        var limits = app.ApplicationServices.GetRequiredService<CallLimits>();
        return app.Use(async (context, next) =>
        {
            if (KeyOf(context.Request) is { } key)
            {
                var caller = await keys.FindAsync(key, context.RequestAborted);
                var refusal = caller is null ? limits.Take(context) ?? Problem.KeyNotInForce() : limits.Take(context, caller);
                if (refusal is not null)
                {
                    await ProblemAnswer.WriteAsync(context, refusal);
                    return;
                }
                context.Features.Set(caller);
            }
            await next(context);
        });
    }

    /// <returns>Who calls; null: nobody that we know.</returns>
    public static Caller? Caller(this HttpContext context) => context.Features.Get<Caller>();

    /// <returns>Why the caller may not do this, or null.</returns>
    public static Problem? Refused(HttpContext context, OperationDescription operation) => (operation.Scope, context.Caller()) switch
    {
        (null, _) => null,
        (_, null) => Problem.KeyMissing(),
        ({ } scope, { } caller) => caller.Scopes.Contains(scope) ? null : Problem.ScopeMissing(scope),
    };

    /// <returns>What was sent as a key; null when nothing was.</returns>
    public static string? KeyOf(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        if (header.Count == 0)
        {
            return null;
        }
        var text = header.ToString();
        var isOurs = text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && (text.Length == Bearer.Length || text[Bearer.Length] == ' ');
        return isOurs ? text[Bearer.Length..].Trim() : null;
    }
}
