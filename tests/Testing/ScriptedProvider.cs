using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Besoksnaring.Testing;

/// <summary>
/// A provider on loopback that does as it is told: answers in order for each path, the last one again and again.
/// What nobody scripted is answered 418 and noted.
/// </summary>
public sealed class ScriptedProvider : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentDictionary<string, ConcurrentQueue<RequestDelegate>> scripts = new(StringComparer.Ordinal);
    readonly ConcurrentQueue<SeenRequest> requests = new();
    readonly CancellationTokenSource ended = new();

    ScriptedProvider(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    /// <summary>Every request so far, in order.</summary>
    public IReadOnlyList<SeenRequest> Requests => [.. requests];

    public static async Task<ScriptedProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var provider = new ScriptedProvider(app);
        app.Run(provider.AnswerAsync);
        await app.StartAsync();
        return provider;
    }

    public string At(string path) => new Uri(Address, path).ToString();

    /// <summary>Replaces the script of a path.</summary>
    public void On(string path, params RequestDelegate[] answers) => scripts[path] = new(answers);

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await app.DisposeAsync();
        ended.Dispose();
    }

    public static RequestDelegate Text(string body, string contentType = "application/json") => Bytes(Encoding.UTF8.GetBytes(body), contentType);

    public static RequestDelegate Bytes(byte[] body, string contentType = "application/octet-stream") => async context =>
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    };

    public static RequestDelegate Status(int status, string? retryAfter = null, string body = "no") => async context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }
        await context.Response.WriteAsync(body, context.RequestAborted);
    };

    public static RequestDelegate Redirect(string location, int status = 302) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    };

    /// <summary>Answers 304 to who already has this version.</summary>
    public static RequestDelegate Tagged(string etag, string body) => async context =>
    {
        context.Response.Headers.ETag = etag;
        if (context.Request.Headers.IfNoneMatch.Contains(etag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        await Text(body)(context);
    };

    /// <summary>Promises all of the body, sends the first part, and hangs up.</summary>
    public static RequestDelegate CutOff(string body, int after) => async context =>
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes.AsMemory(0, after));
        await context.Response.Body.FlushAsync();
        context.Abort();
    };

    /// <summary>Takes the call and says nothing until the caller gives up or the test ends.</summary>
    public RequestDelegate Hangs() => async context => await UntilGone(context);

    /// <summary>Sends a byte now and then: never silent, never done.</summary>
    public RequestDelegate Drips() => async context =>
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ended.Token);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        try
        {
            while (await timer.WaitForNextTickAsync(gone.Token))
            {
                await context.Response.Body.WriteAsync("x"u8.ToArray(), gone.Token);
                await context.Response.Body.FlushAsync(gone.Token);
            }
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    };

    /// <summary>A small gzip body that becomes large.</summary>
    public static RequestDelegate GzipBomb(int megabytes) => Encoded("gzip", Gzip(new byte[megabytes * 1_000_000]));

    public static RequestDelegate Encoded(string encoding, byte[] body) => async context =>
    {
        context.Response.Headers.ContentEncoding = encoding;
        await Bytes(body)(context);
    };

    public static byte[] Gzip(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(plain);
        }
        return packed.ToArray();
    }

    async Task UntilGone(HttpContext context)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ended.Token);
        var waiting = new TaskCompletionSource();
        await using var registration = gone.Token.Register(waiting.SetResult);
        await waiting.Task;
        context.Abort();
    }

    async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path + context.Request.QueryString;
        requests.Enqueue(new SeenRequest(path, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        if (!scripts.TryGetValue(path, out var answers) || !answers.TryPeek(out var answer))
        {
            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
            return;
        }
        if (answers.Count > 1)
        {
            answers.TryDequeue(out answer);
        }
        await answer!(context);
    }
}

public sealed record SeenRequest(string Path, IReadOnlyDictionary<string, string> Headers);
