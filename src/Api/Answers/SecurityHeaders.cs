namespace Besoksnaring.Api.Answers;

/// <summary>What every answer says to a browser: take it as what it says it is, and run nothing.</summary>
static class SecurityHeaders
{
    const string NothingRuns = "default-src 'none'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpResponse)state).Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            if (headers.ContentSecurityPolicy.Count == 0)
            {
                headers.ContentSecurityPolicy = NothingRuns;
            }
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    });
}
