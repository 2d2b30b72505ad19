using System.Text.Json;
using Besoksnaring.Api.OpenApi;
using Microsoft.AspNetCore.WebUtilities;

namespace Besoksnaring.Api.Answers;

/// <summary>Addresses of searches. One that servers and proxies on the way may refuse as too long is a POST instead, with the same parameters.</summary>
static class SearchAddress
{
    /// <summary>Most take 8,000 characters in a line; a link's receiver may add some.</summary>
    public const int Longest = 6_000;

    /// <summary>Of a search by POST, below the search's own path.</summary>
    public const string Below = "/search";

    /// <returns>Where the list is that this call asks for, without its query: a search by POST is of the same list as one by address.</returns>
    public static string ListAddress(this HttpContext context)
    {
        var path = context.Request.Path.ToUriComponent();
        var isPosted = context.GetEndpoint()?.Metadata.GetMetadata<OperationDescription>()?.TakesQueryInBody ?? false;
        return context.PublicUrl() + (isPosted ? path[..^Below.Length] : path);
    }

    public static bool IsTooLong(string address) => address.Length > Longest;

    /// <returns>Where to send <see cref="WriteBody"/> instead.</returns>
    public static string Posted(string address) => address[..address.IndexOf('?', StringComparison.Ordinal)] + Below;

    public static void WriteBody(Utf8JsonWriter json, string address)
    {
        json.WriteStartObject("body");
        foreach (var parameter in new QueryStringEnumerable(address.AsMemory(address.IndexOf('?', StringComparison.Ordinal))))
        {
            json.WriteString(parameter.DecodeName().Span, parameter.DecodeValue().Span);
        }
        json.WriteEndObject();
    }
}
