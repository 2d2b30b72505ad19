using System.Globalization;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Queries;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Api.OpenApi;

/// <summary>That an operation or a parameter will go: said in OpenAPI, and in every answer to who still uses it (RFC 9745, RFC 8594).</summary>
/// <param name="Since">When it was said first.</param>
sealed record Deprecation(Instant Since)
{
    /// <summary>When it will be gone; null: not decided.</summary>
    public Instant? Sunset { get; init; }

    /// <summary>What to use instead: of an operation its path, in which <c>{name}</c> is the value in the call's own path; of a parameter its name.</summary>
    public string? Successor { get; init; }

    /// <returns>For a person.</returns>
    public string Text()
    {
        var gone = Sunset is { } sunset ? $", gone after {Day(sunset)}" : "";
        return $"**Deprecated** since {Day(Since)}{gone}.{(Successor is null ? "" : $" Use `{Successor}` instead.")}";
    }

    /// <summary>Says it in the headers; of several the earliest counts.</summary>
    /// <param name="query">Null: it was refused.</param>
    public static void Say(HttpContext context, OperationDescription operation, QueryValues? query)
    {
        var all = operation.Query.Where(parameter => parameter.Deprecated is not null && query?.Has(parameter) == true).Select(parameter => parameter.Deprecated)
            .Append(operation.Deprecated).OfType<Deprecation>().ToList();
        if (all.Count == 0)
        {
            return;
        }
        var headers = context.Response.Headers;
        headers["Deprecation"] = string.Create(CultureInfo.InvariantCulture, $"@{all.Min(d => d.Since).ToUnixTimeSeconds()}");
        var policy = context.PublicUrl() + "/docs";
        headers.Append("Link", $"<{policy}>; rel=\"deprecation\"; type=\"text/plain\"");
        if (all.Min(d => d.Sunset) is { } sunset)
        {
            headers["Sunset"] = sunset.ToDateTimeUtc().ToString("R", CultureInfo.InvariantCulture);
            headers.Append("Link", $"<{policy}>; rel=\"sunset\"; type=\"text/plain\"");
        }
        if (operation.Deprecated?.Successor is { } successor)
        {
            headers.Append("Link", $"<{context.PublicUrl()}{Filled(successor, context.Request.RouteValues)}>; rel=\"successor-version\"");
        }
    }

    static string Filled(string path, RouteValueDictionary values) =>
        values.Aggregate(path, (filled, value) => filled.Replace($"{{{value.Key}}}", Uri.EscapeDataString((string)value.Value!), StringComparison.Ordinal));

    static string Day(Instant instant) => LocalDatePattern.Iso.Format(instant.InUtc().Date);
}
