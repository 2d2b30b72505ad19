using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Api.Answers;

/// <summary>The start of every absolute address that we give out. Never what a stranger wrote in a Host header.</summary>
static class PublicAddress
{
    /// <returns>Scheme and authority, no slash at the end.</returns>
    public static string PublicUrl(this HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<ApiOptions>>().Value.PublicUrl is { Length: > 0 } configured
            ? configured.TrimEnd('/')
            : Called(context);

    /// <returns>The same where nobody calls: without a configured one, the first address that this process listens at.</returns>
    public static string OfProcess(ApiOptions options, IServer server)
    {
        if (options.PublicUrl is { Length: > 0 } configured)
        {
            return configured.TrimEnd('/');
        }
        var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost";
        return BindingAddress.Parse(bound) is var address && IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && !ip.Equals(IPAddress.Any) && !ip.Equals(IPAddress.IPv6Any)
            ? bound.TrimEnd('/')
            : $"{address.Scheme}://localhost:{address.Port}";
    }

    /// <returns>The same when none is configured.</returns>
    public static string Called(HttpContext context) => $"{context.Request.Scheme}://{Authority(context)}";

    static string Authority(HttpContext context)
    {
        var host = context.Request.Host;
        // This machine's own name for itself leads nowhere else, whoever wrote it. The port may be a container's published one.
        if (host.Host is "localhost" or "127.0.0.1" or "[::1]" && host.Value == (host.Port is { } port ? $"{host.Host}:{port}" : host.Host))
        {
            return host.Value;
        }
        return context.Connection.LocalIpAddress is { } address
            ? new IPEndPoint(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, context.Connection.LocalPort).ToString()
            : "localhost";
    }
}
