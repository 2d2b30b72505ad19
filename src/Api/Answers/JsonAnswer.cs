using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Queries;
using Besoksnaring.Contracts;

namespace Besoksnaring.Api.Answers;

/// <summary>A JSON answer being put together from pieces that are JSON already. Sent whole: what fails on the way is a problem, not half a page.</summary>
sealed class JsonAnswer
{
    static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly ArrayBufferWriter<byte> buffer;
    bool hasRows;

    JsonAnswer(int expected) => buffer = new(expected);

    /// <summary>Starts a list: <c>_meta</c>, <c>_links</c> and the rows' plural name.</summary>
    /// <param name="writeMore">Writes members of its own before the rows.</param>
    public static JsonAnswer List(HttpContext context, QueryValues query, Page page, string plural, Action<Utf8JsonWriter>? writeMore = null)
    {
        var hasShapes = context.GetEndpoint()?.Metadata.GetMetadata<OperationDescription>()?.HasShapes ?? false;
        return List(plural, json =>
        {
            json.WriteStartObject("_meta");
            json.WriteNumber("totalCount", page.Total);
            json.WriteNumber("limit", page.Limit);
            json.WriteNumber("offset", page.Offset);
            if (page.Suggestion is not null)
            {
                json.WriteString("suggestion", page.Suggestion);
            }
            json.WriteEndObject();
            Links.WritePage(json, context.ListAddress(), query, page, hasShapes);
            writeMore?.Invoke(json);
        });
    }

    /// <summary>Starts a list with members of its own before the rows.</summary>
    public static JsonAnswer List(string plural, Action<Utf8JsonWriter> writeHead)
    {
        var answer = new JsonAnswer(32 * 1024);
        using var json = new Utf8JsonWriter(answer.buffer, Unescaped);
        json.WriteStartObject();
        writeHead(json);
        json.WriteStartArray(plural);
        json.Flush();
        return answer;
    }

    /// <summary>Adds a row that is JSON already; with <paramref name="self"/> it gets a link to itself.</summary>
    public void RenderedRow(ReadOnlySpan<byte> json, string? self) => RenderedRow(json, self is null ? [] : [("self", self)]);

    public void RenderedRow(ReadOnlySpan<byte> json, params ReadOnlySpan<(string Rel, string Href)> links)
    {
        if (hasRows)
        {
            buffer.Write(","u8);
        }
        hasRows = true;
        Object(json, links);
    }

    public void Row<T>(T row, string? self) => RenderedRow(JsonSerializer.SerializeToUtf8Bytes(row, ContractsJson.Options), self);

    public Task EndListAsync(HttpContext context, string caching)
    {
        buffer.Write("]}"u8);
        return SendAsync(context, caching, context.Response.Headers.ETag);
    }

    /// <summary>Answers one object that is JSON already, with links.</summary>
    public static Task RenderedAsync(HttpContext context, ReadOnlySpan<byte> json, string caching, params ReadOnlySpan<(string Rel, string Href)> links)
    {
        var answer = new JsonAnswer(json.Length + 1024);
        answer.Object(json, links);
        return answer.SendAsync(context, caching, context.Response.Headers.ETag);
    }

    public static Task ObjectAsync<T>(HttpContext context, T value, string caching, params ReadOnlySpan<(string Rel, string Href)> links) =>
        RenderedAsync(context, JsonSerializer.SerializeToUtf8Bytes(value, ContractsJson.Options), caching, links);

    /// <summary>Answers one object that is JSON already and can be had in other shapes too.</summary>
    public static Task RenderedAsync(HttpContext context, ReadOnlySpan<byte> json, string caching, IEnumerable<Link> links)
    {
        var answer = new JsonAnswer(json.Length + 2048);
        answer.buffer.Write(json[..^1]);
        answer.buffer.Write(",\"_links\":"u8);
        using (var writer = new Utf8JsonWriter(answer.buffer, Unescaped))
        {
            writer.WriteStartObject();
            foreach (var link in links)
            {
                Links.Write(writer, link);
            }
            writer.WriteEndObject();
        }
        answer.buffer.Write("}"u8);
        return answer.SendAsync(context, caching, context.Response.Headers.ETag);
    }

    /// <summary>The links go in before the closing brace: the object itself is not parsed.</summary>
    void Object(ReadOnlySpan<byte> json, ReadOnlySpan<(string Rel, string Href)> links)
    {
        if (links.IsEmpty)
        {
            buffer.Write(json);
            return;
        }
        buffer.Write(json[..^1]);
        buffer.Write(json.Length > 2 ? ",\"_links\":{"u8 : "\"_links\":{"u8);
        for (var i = 0; i < links.Length; i++)
        {
            var (rel, href) = links[i];
            var text = $"{(i > 0 ? "," : "")}\"{rel}\":{{\"href\":\"{JsonEncodedText.Encode(href, Unescaped.Encoder)}\",\"rel\":\"{rel}\",\"method\":\"GET\"}}";
            Encoding.UTF8.GetBytes(text, buffer);
        }
        buffer.Write("}}"u8);
    }

    async Task SendAsync(HttpContext context, string caching, string? tag)
    {
        var response = context.Response;
        tag ??= EntityTags.Of(buffer.WrittenSpan);
        response.Headers.ETag = tag;
        Caching.Set(context, caching);
        if (EntityTags.AnswerIfHeld(context, tag))
        {
            return;
        }
        response.ContentType ??= "application/json";
        response.ContentLength = buffer.WrittenCount;
        await response.BodyWriter.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }
}
