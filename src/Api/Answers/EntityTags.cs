using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Besoksnaring.Api.Answers;

/// <summary>Strong entity tags and the question whether the caller has one already (RFC 9110).</summary>
static class EntityTags
{
    /// <returns>The quoted tag of an answer that is wholly determined by <paramref name="determinants"/>.</returns>
    public static string Of(string determinants) => Of(Encoding.UTF8.GetBytes(determinants));

    public static string Of(ReadOnlySpan<byte> body) => $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"";

    /// <returns>The unquoted tags of If-None-Match; <c>*</c> for any.</returns>
    public static string[] Given(HttpRequest request) =>
        StringValues.IsNullOrEmpty(request.Headers.IfNoneMatch) || !EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var tags)
            ? []
            : [.. tags.Select(tag => tag.Tag.Value!.Trim('"'))];

    /// <summary>If-None-Match compares weakly: a cache on the way may have marked our tag weak.</summary>
    public static bool Matches(HttpRequest request, string quotedTag) =>
        Given(request) is { Length: > 0 } given && (given.Contains("*") || given.Contains(quotedTag.Trim('"'), StringComparer.Ordinal));
}
