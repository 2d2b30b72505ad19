using System.Net;

namespace Besoksnaring.Ingest.Fetching;

/// <summary>Follows redirects by hand, so that each new address is looked at like the first.</summary>
sealed class RedirectHandler(bool allowPrivate, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    const int Most = 5;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var current = request;
        for (var followed = 0; ; followed++)
        {
            var response = await base.SendAsync(current, cancellationToken);
            if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
            {
                return response;
            }
            response.Dispose();
            if (followed == Most)
            {
                throw new FetchRefusedException($"{AddressRules.Shown(request.RequestUri!)} redirects more than {Most} times");
            }
            current = Follow(current, location);
        }
    }

    HttpRequestMessage Follow(HttpRequestMessage from, Uri location)
    {
        var to = location.IsAbsoluteUri ? location : new Uri(from.RequestUri!, location);
        if (AddressRules.Fault(to, allowPrivate) is { } reason)
        {
            throw new FetchRefusedException($"{AddressRules.Shown(from.RequestUri!)} redirects to {AddressRules.Shown(to)}, which {reason}");
        }
        if (from.RequestUri!.Scheme == Uri.UriSchemeHttps && to.Scheme == Uri.UriSchemeHttp)
        {
            throw new FetchRefusedException($"{AddressRules.Shown(from.RequestUri!)} redirects to {AddressRules.Shown(to)}, which is no longer encrypted");
        }
        var request = new HttpRequestMessage(HttpMethod.Get, to) { Version = from.Version };
        foreach (var (name, values) in from.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, values);
        }
        foreach (var (key, value) in from.Options)
        {
            request.Options.TryAdd(key, value);
        }
        return request;
    }

    static bool IsRedirect(HttpStatusCode status) => status
        is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
        or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
}
