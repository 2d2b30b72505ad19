using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Feeds;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Rights;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace Besoksnaring.Api.Exports;

/// <summary>
/// Answers a snapshot as lines of JSON: a head with the position it is exact for, each listing as in a feed, and a foot with their number and the
/// SHA-256 of their lines. Whoever has no foot has no snapshot.
/// </summary>
sealed class ExportAnswer(ExportReader exports, TimeProvider time) : IDisposable
{
    public const string ContentType = "application/x-ndjson";

    public const string Remarks = "Lines of JSON (NDJSON). The first has the `position` that all is exact for, its `epoch`, the `license`, and `next`: the feed to go on with, which loses nothing whatever is written meanwhile. "
        + "Then a line for each listing, by id, as an item of a feed. The last has their `count` and `sha256`: of the bytes of all lines between the first and the last, each with its line feed. "
        + "Without it the snapshot is not whole. With `Accept-Encoding: gzip` it is sent compressed.";

    const int Sent = 64 * 1024;

    /// <summary>Each holds the database to one moment of its past.</summary>
    const int MostAtATime = 4;

    /// <summary>Who needs longer for everything has a line that cannot keep up with the feed either.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    readonly SemaphoreSlim room = new(MostAtATime);

    /// <param name="feed">Path of the feed that goes on from it.</param>
    public async Task SendAsync(HttpContext context, FeedFilter filter, QueryValues query, string feed, CancellationToken cancellationToken)
    {
        var language = context.Language(query);
        var response = context.Response;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.Append("Vary", "Accept-Encoding");
        var rights = context.Rights();
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }
        if (!await room.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            await ProblemAnswer.WriteAsync(context, Problem.TooManyReaders("exports"));
            return;
        }
        using var end = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        try
        {
            await using var rows = await exports.BeginAsync(filter, language, either.Token);
            response.Headers[FeedAnswer.EpochHeader] = rows.Log.Epoch.ToString("N");
            var isGzip = AcceptsGzip(context.Request);
            response.Headers.ContentEncoding = isGzip ? "gzip" : default;
            var head = Head(context, rows, query, feed);
            if (!isGzip)
            {
                await WriteAsync(response.Body, rows, head, rights, either.Token);
                return;
            }
            await using var zip = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
            await WriteAsync(zip, rows, head, rights, either.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // No foot, and no proper end either.
            context.Abort();
        }
        finally
        {
            room.Release();
        }
    }

    static byte[] Head(HttpContext context, ExportRows rows, QueryValues query, string feed)
    {
        var others = query.Write();
        var next = string.Create(CultureInfo.InvariantCulture, $"{context.PublicUrl()}{feed}{(others.Length > 0 ? others + "&" : "?")}{FeedParameters.After.Name}={rows.Log.Position}");
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{{\"position\":{rows.Log.Position},\"epoch\":\"{rows.Log.Epoch:N}\",\"license\":{Quoted(FeedAnswer.Licence(context))},\"next\":{Quoted(next)}}}\n"));
    }

    static async Task WriteAsync(Stream body, ExportRows rows, byte[] head, ReaderRights rights, CancellationToken cancellationToken)
    {
        await body.WriteAsync(head, cancellationToken);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var lines = new ArrayBufferWriter<byte>(2 * Sent);
        var count = 0L;
        await using (var reader = await rows.ReadAsync(cancellationToken))
        {
            for (; await reader.ReadAsync(cancellationToken); count++)
            {
                AddLine(lines, reader, rights);
                if (lines.WrittenCount >= Sent)
                {
                    await SendAsync();
                }
            }
        }
        await SendAsync();
        await body.WriteAsync(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"count\":{count},\"sha256\":\"{Convert.ToHexStringLower(hash.GetHashAndReset())}\"}}\n")), cancellationToken);

        async Task SendAsync()
        {
            hash.AppendData(lines.WrittenSpan);
            await body.WriteAsync(lines.WrittenMemory, cancellationToken);
            lines.ResetWrittenCount();
        }
    }

    static void AddLine(ArrayBufferWriter<byte> lines, NpgsqlDataReader row, ReaderRights rights)
    {
        var (position, id, kind) = (row.GetInt64(0), row.GetString(1), row.GetString(2));
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"state\":\"updated\",\"kind\":\"{kind}\",\"id\":\"{id}\",\"modified\":{position},\"data\":"), lines);
        row.Lend(3, bytes => lines.Write(rights.Shown(bytes)));
        lines.Write("}\n"u8);
    }

    /// <summary>Not our cache's encodings: what is sent once is compressed fast, by the one that every client has.</summary>
    static bool AcceptsGzip(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var encodings) && encodings.Any(e => e.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && e.Quality is not 0);

    static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    public void Dispose() => room.Dispose();
}
