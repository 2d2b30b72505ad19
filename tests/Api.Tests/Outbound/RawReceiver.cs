using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Besoksnaring.Api.Tests.Outbound;

/// <summary>Somebody's server on this machine that answers whatever bytes it is told, as slowly as it is told.</summary>
sealed class RawReceiver : IAsyncDisposable
{
    readonly TcpListener listener;
    readonly Func<Stream, CancellationToken, Task> answer;
    readonly Func<Stream, Task<Stream>> wrap;
    readonly CancellationTokenSource ended = new();
    readonly Task accepting;
    readonly List<Task> answering = [];
    int accepted;

    /// <param name="answer">Called after each request, until the connection ends.</param>
    /// <param name="wrap">For TLS.</param>
    public RawReceiver(Func<Stream, CancellationToken, Task> answer, string address = "127.0.0.1", int port = 0, Func<Stream, Task<Stream>>? wrap = null)
    {
        (this.answer, this.wrap) = (answer, wrap ?? Task.FromResult);
        listener = new(IPAddress.Parse(address), port);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public Uri Address => new($"http://127.0.0.1:{Port}/hook");

    /// <summary>Connections so far.</summary>
    public int Accepted => Volatile.Read(ref accepted);

    /// <summary>The requests so far, each whole, in the order they ended.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Requests { get; } = new();

    public static RawReceiver Saying(string answer) => SayingAt("127.0.0.1", answer);

    public static RawReceiver SayingAt(string address, string answer, int port = 0) => new((stream, cancellationToken) => SayAsync(stream, answer, cancellationToken), address, port);

    public static async Task SayAsync(Stream stream, string text, CancellationToken cancellationToken) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(answering);
        listener.Dispose();
        ended.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(ended.Token);
                Interlocked.Increment(ref accepted);
                answering.Add(ServeAsync(client));
            }
        }
        catch (Exception) when (ended.IsCancellationRequested)
        {
            // The test is over; what a listener that is stopped meanwhile throws depends on when.
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var stream = await wrap(client.GetStream());
            while (await ReadRequestAsync(stream) is { } request)
            {
                Requests.Enqueue(request);
                await answer(stream, ended.Token);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException)
        {
            // The other end went away, which is what the test looks at from there.
        }
    }

    /// <returns>Null when the connection ends.</returns>
    async Task<string?> ReadRequestAsync(Stream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[16_384];
        while (await stream.ReadAsync(buffer, ended.Token) is > 0 and var read)
        {
            bytes.AddRange(buffer.AsSpan(0, read));
            var text = Encoding.UTF8.GetString([.. bytes]);
            var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var length = text.Split("Content-Length: ") is [_, var after] ? int.Parse(after.Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture) : 0;
            if (head >= 0 && Encoding.UTF8.GetByteCount(text.AsSpan(head + 4)) >= length)
            {
                return text;
            }
        }
        return null;
    }
}
