namespace Besoksnaring.Portal.Look;

/// <summary>What links of ours begin with where others will follow them.</summary>
static class SiteAddress
{
    /// <returns>
    /// Null: it is not known. Whoever calls may say any name of ours in the request: it is believed only where the link leads back to the reader's own machine.
    /// </returns>
    public static string? Of(HttpRequest request, PortalOptions options) => options.PublicUrl is { Length: > 0 } url ? url.TrimEnd('/') + PortalModule.Path
        : request.Host.Host is "localhost" or "127.0.0.1" or "[::1]" ? $"{request.Scheme}://{request.Host}{request.PathBase}" : null;
}
