using System.IO.Compression;
using System.Net;

namespace Besoksnaring.Ingest.Fetching;

/// <summary>
/// Reads the whole answer within the attempt, so that a body cut off or dripping is retried like any other failure, and
/// counts bytes as sent and after decompression, so that neither a huge answer nor a bomb fills the memory.
/// </summary>
sealed class BoundedBodyHandler(long maxBytesSent, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>How large this answer may be after decompression.</summary>
    public static readonly HttpRequestOptionsKey<long> MaxBytes = new("besoksnaring-max-bytes");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            var bytes = response.StatusCode == HttpStatusCode.OK ? await ReadAsync(request, response, cancellationToken) : ReadOnlyMemory<byte>.Empty;
            var content = new ReadOnlyMemoryContent(bytes);
            content.Headers.ContentType = response.Content.Headers.ContentType;
            content.Headers.LastModified = response.Content.Headers.LastModified;
            response.Content.Dispose();
            response.Content = content;
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var address = response.RequestMessage?.RequestUri ?? request.RequestUri!;
        if (response.Content.Headers.ContentLength > maxBytesSent)
        {
            throw TooLarge(address, "as sent", maxBytesSent);
        }
        request.Options.TryGetValue(MaxBytes, out var most);
        try
        {
            await using var sent = new CountedStream(await response.Content.ReadAsStreamAsync(cancellationToken), maxBytesSent, () => TooLarge(address, "as sent", maxBytesSent));
            await using var plain = Decompress(sent, response, address);
            await using var counted = new CountedStream(plain, most, () => TooLarge(address, "after decompression", most));
            using var buffer = new MemoryStream((int)Math.Min(response.Content.Headers.ContentLength ?? 0, maxBytesSent));
            await counted.CopyToAsync(buffer, cancellationToken);
            return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new HttpRequestException($"the answer of {AddressRules.Shown(address)} is cut off: {exception.Message}", exception);
        }
    }

    static Stream Decompress(Stream sent, HttpResponseMessage response, Uri address)
    {
        var stream = sent;
        // The encodings stand in the order applied: the last is outermost.
        foreach (var encoding in response.Content.Headers.ContentEncoding.Reverse())
        {
#pragma warning disable CA1308 // The words of the header are lower case.
            stream = encoding.ToLowerInvariant() switch
#pragma warning restore CA1308
            {
                "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
                "br" => new BrotliStream(stream, CompressionMode.Decompress),
                "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
                "identity" => stream,
                _ => throw new FetchRefusedException($"{AddressRules.Shown(address)} answers in the encoding '{encoding}', which was not asked for"),
            };
        }
        return stream;
    }

    static FetchRefusedException TooLarge(Uri address, string when, long most) =>
        new($"the answer of {AddressRules.Shown(address)} is larger than {most:N0} bytes {when}");
}
