using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Microsoft.Net.Http.Headers;

namespace Besoksnaring.Api.Bodies;

/// <summary>Reads the body of a request: one JSON object, no larger than any that we have use for, every member said once.</summary>
static class JsonBody
{
    public const int MostBytes = 128 * 1024;

    public static IReadOnlyList<ProblemType> Problems { get; } = [ProblemType.BodyInvalid, ProblemType.BodyTooLarge, ProblemType.MediaTypeUnsupported];

    static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    /// <returns>The object, for the caller to dispose, or what is wrong with it.</returns>
    public static async Task<(JsonDocument? Body, Problem? Problem)> ReadAsync(HttpContext context)
    {
        if (!IsJson(context.Request.ContentType))
        {
            return (null, new Problem(ProblemType.MediaTypeUnsupported, "The body must be JSON: send 'Content-Type: application/json'.")
            {
                More = new() { ["allowed"] = new JsonArray(MediaTypeNames.Application.Json) },
            });
        }
        var bytes = await BytesAsync(context);
        return bytes.Length > MostBytes
            ? (null, new Problem(ProblemType.BodyTooLarge, $"The body is larger than {MostBytes} bytes.") { More = new() { ["allowed"] = new JsonArray($"at most {MostBytes} bytes") } })
            : Parse(bytes);
    }

    static async Task<ReadOnlyMemory<byte>> BytesAsync(HttpContext context)
    {
        if (context.Request.ContentLength > MostBytes)
        {
            return new byte[MostBytes + 1];
        }
        var (bytes, length) = (new byte[(int)(context.Request.ContentLength ?? MostBytes) + 1], 0);
        // One more than there should be, to see that there is not.
        while (length < bytes.Length && await context.Request.Body.ReadAsync(bytes.AsMemory(length), context.RequestAborted) is > 0 and var read)
        {
            length += read;
        }
        return bytes.AsMemory(0, length);
    }

    public static (JsonDocument? Body, Problem? Problem) Parse(ReadOnlyMemory<byte> bytes)
    {
        if (!Utf8.IsValid(bytes.Span))
        {
            return (null, Invalid("The body is not UTF-8."));
        }
        JsonDocument? body = null;
        try
        {
            body = JsonDocument.Parse(bytes, Strict);
            var wrong = body.RootElement.ValueKind != JsonValueKind.Object ? "The body must be one JSON object." : SaidTwice(body.RootElement) is { } name ? $"The member '{Quotable.Of(name)}' is there twice." : null;
            if (wrong is null)
            {
                return (body, null);
            }
            body.Dispose();
            return (null, Invalid(wrong));
        }
        catch (JsonException exception)
        {
            return (null, Invalid($"The body is not JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})."));
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped: JSON by its grammar, and no text.
            body?.Dispose();
            return (null, Invalid("The body has a text that is not Unicode."));
        }
    }

    /// <returns>A member that its object has twice; null when there is none. Reads every text on the way.</returns>
    static string? SaidTwice(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.Ordinal);
                return element.EnumerateObject().Select(member => names.Add(member.Name) ? SaidTwice(member.Value) : member.Name).FirstOrDefault(name => name is not null);
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(SaidTwice).FirstOrDefault(name => name is not null);
            case JsonValueKind.String:
                element.GetString();
                return null;
            default:
                return null;
        }
    }

    public static Problem Invalid(string detail) => new(ProblemType.BodyInvalid, detail);

    static bool IsJson(string? contentType) => MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));
}
