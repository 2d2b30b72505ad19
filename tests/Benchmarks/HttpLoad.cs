using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Besoksnaring.Benchmarks;

/// <summary>
/// Keep-alive HTTP/1.1 over bare sockets, one request at a time on each connection: the client's own cost stays small
/// beside the server's, so a ratio of two endpoints is one of servers.
/// </summary>
static class HttpLoad
{
    /// <returns>Answers a second over all connections; every answer is read whole and has the expected status.</returns>
    public static async Task<double> RateAsync(
        Uri server, IReadOnlyList<string> paths, Func<string, string> headers, int status, int connections, TimeSpan duration)
    {
        var requests = paths.Select(path => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\n{headers(path)}\r\n")).ToList();
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(async connection =>
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(server.Host, server.Port);
            var buffer = new byte[256 * 1024];
            var answered = 0;
            while (clock.Elapsed < duration)
            {
                await socket.SendAsync(requests[(connection * 7919 + answered) % requests.Count]);
                await ReadAnswerAsync(socket, buffer, status);
                answered++;
            }
            return answered;
        }));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    static async Task ReadAnswerAsync(Socket socket, byte[] buffer, int status)
    {
        var read = 0;
        int head;
        do
        {
            read += await ReceiveAsync(socket, buffer.AsMemory(read));
            head = buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8);
        }
        while (head < 0);
        var length = LengthOf(buffer.AsSpan(0, head + 2), status);
        for (var rest = head + 4 + length - read; rest > 0;)
        {
            rest -= await ReceiveAsync(socket, buffer.AsMemory(0, Math.Min(rest, buffer.Length)));
        }
    }

    static int LengthOf(ReadOnlySpan<byte> head, int status)
    {
        if (!Utf8Parser.TryParse(head[9..12], out int given, out _) || given != status)
        {
            throw new InvalidOperationException($"Expected status {status}: {Encoding.ASCII.GetString(head)}");
        }
        var at = head.IndexOf("Content-Length: "u8);
        if (at < 0 && status == 304)
        {
            return 0;
        }
        return at >= 0 && Utf8Parser.TryParse(head[(at + 16)..], out int length, out _)
            ? length
            : throw new InvalidOperationException($"An answer without Content-Length cannot be measured here: {Encoding.ASCII.GetString(head)}");
    }

    static async ValueTask<int> ReceiveAsync(Socket socket, Memory<byte> buffer)
    {
        var received = await socket.ReceiveAsync(buffer);
        return received > 0 ? received : throw new IOException("The server closed the connection.");
    }
}
