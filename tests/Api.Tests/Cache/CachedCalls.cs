using System.IO.Compression;
using System.Net;
using System.Text;
using Besoksnaring.Api.Tests.Catalogue;
using Microsoft.AspNetCore.Builder;

namespace Besoksnaring.Api.Tests.Cache;

/// <summary>Calls an Api and tells whether it answered from its cache: then it says so.</summary>
sealed class CachedCalls(WebApplication app)
{
    readonly HttpClient client = ServedCatalogue.ClientOf(app);

    public async Task<Answer> GetAsync(
        string path, string? encoding = null, string? language = null, string? held = null, string? origin = null, string? host = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        foreach (var (name, value) in new[] { ("Accept-Encoding", encoding), ("Accept-Language", language), ("If-None-Match", held), ("Origin", origin), ("Host", host) })
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
        using var response = await client.SendAsync(request, Ct);
        return new Answer(
            response.StatusCode,
            Text(await response.Content.ReadAsByteArrayAsync(Ct), response.Content.Headers.ContentEncoding.SingleOrDefault()),
            response.Headers.ETag?.ToString() ?? "",
            response.Content.Headers.ContentEncoding.SingleOrDefault(),
            response.Content.Headers.ContentLanguage.SingleOrDefault(),
            [.. response.Headers.Vary],
            Value("Access-Control-Allow-Origin"), Value("Access-Control-Expose-Headers") ?? "", Value("X-Content-Type-Options"),
            Value("Cache-Status") == "besoksnaring; hit", response.Headers.Age is not null);

        string? Value(string name) => response.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;
    }

    /// <summary>Asks until it is answered from the cache: the position is known a moment after the start.</summary>
    public async Task<Answer> UntilKeptAsync(string path, string? encoding = null, string? origin = null)
    {
        for (var tries = 0; tries < 500; tries++)
        {
            var answer = await GetAsync(path, encoding, origin: origin);
            if (answer.IsKept)
            {
                return answer;
            }
            await Task.Delay(20, Ct);
        }
        throw new InvalidOperationException($"{path} was never answered from the cache.");
    }

    static string Text(byte[] body, string? encoding)
    {
        if (body.Length == 0)
        {
            return "";
        }
        using Stream stream = encoding switch
        {
            "br" => new BrotliStream(new MemoryStream(body), CompressionMode.Decompress),
            "gzip" => new GZipStream(new MemoryStream(body), CompressionMode.Decompress),
            _ => new MemoryStream(body),
        };
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

sealed record Answer(
    HttpStatusCode Status, string Text, string Tag, string? Encoding, string? Language, IReadOnlyList<string> Vary,
    string? AllowedOrigin, string ExposedHeaders, string? TypeOptions, bool IsKept, bool GrowsOld);
