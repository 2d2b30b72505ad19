using System.Security.Cryptography;
using System.Text;
using Besoksnaring.Api.Cache;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Besoksnaring.Api.Answers;

/// <summary>Strong entity tags and the question whether the caller has one already (RFC 9110).</summary>
static class EntityTags
{
    /// <returns>The quoted tag of an answer that is wholly determined by <paramref name="determinants"/>.</returns>
    public static string Of(string determinants) => Of(Encoding.UTF8.GetBytes(determinants));

    public static string Of(ReadOnlySpan<byte> body) => $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"";

    /// <returns>The quoted tag of the same answer in this encoding.</returns>
    public static string Encoded(string quotedTag, string encoding) => $"{quotedTag[..^1]}-{encoding}\"";

    /// <returns>The unquoted tags of If-None-Match, as they are before they are encoded; <c>*</c> for any.</returns>
    public static string[] Given(HttpRequest request) => [.. Parsed(request.Headers.IfNoneMatch).Select(Plain)];

    /// <summary>If-None-Match compares weakly: a cache on the way may have marked our tag weak.</summary>
    public static bool Matches(StringValues given, string quotedTag) =>
        (given.Count == 1 && given[0] == quotedTag) || Parsed(given).Any(tag => tag == "*" || tag == quotedTag.Trim('"'));

    /// <summary>Answers 304 to who has this, in whatever encoding.</summary>
    /// <param name="quotedTag">As it is before it is encoded.</param>
    /// <returns>Whether it did.</returns>
    public static bool AnswerIfHeld(HttpContext context, string quotedTag)
    {
        var plain = quotedTag.Trim('"');
        if (!IsRead(context.Request) || Parsed(context.Request.Headers.IfNoneMatch).FirstOrDefault(tag => tag == "*" || Plain(tag) == plain) is not { } held)
        {
            return false;
        }
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        context.Response.Headers.ETag = held == "*" ? quotedTag : $"\"{held}\"";
        return true;
    }

    /// <summary>Of anything else the condition would mean another thing (RFC 9110, 13.1.2).</summary>
    public static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    static IEnumerable<string> Parsed(StringValues given) =>
        StringValues.IsNullOrEmpty(given) || !EntityTagHeaderValue.TryParseList(given, out var tags) ? [] : tags.Select(tag => tag.Tag.Value!.Trim('"'));

    static string Plain(string tag) =>
        Array.Find(Wishes.Encodings, encoding => tag.EndsWith("-" + encoding, StringComparison.Ordinal)) is { } encoding ? tag[..^(encoding.Length + 1)] : tag;
}
