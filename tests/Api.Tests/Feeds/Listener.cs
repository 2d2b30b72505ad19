using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Besoksnaring.Api.Tests.Feeds;

/// <summary>A listener that costs a test next to nothing: a socket, read only when it is asked to.</summary>
sealed class Listener : IDisposable
{
    readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };

    /// <summary>Open when the first event has come.</summary>
    public static async Task<Listener> OpenAsync(Uri server, string address)
    {
        var listener = new Listener();
        await listener.socket.ConnectAsync(IPAddress.Loopback, server.Port, Ct);
        await listener.socket.SendAsync(Encoding.ASCII.GetBytes($"GET {address} HTTP/1.1\r\nHost: {server.Authority}\r\n\r\n"), Ct);
        Assert.Contains(" 200 ", await listener.ReadUntilAsync("event: log\n"), StringComparison.Ordinal);
        return listener;
    }

    public static async Task<List<Listener>> OpenAsync(Uri server, string address, int count)
    {
        var listeners = new List<Listener>();
        foreach (var some in Enumerable.Range(0, count).Chunk(50))
        {
            listeners.AddRange(await Task.WhenAll(some.Select(_ => OpenAsync(server, address))));
        }
        return listeners;
    }

    /// <returns>What came until then.</returns>
    public async Task<string> ReadUntilAsync(string text)
    {
        var (read, buffer) = (new StringBuilder(), new byte[1_000]);
        while (!read.ToString().Contains(text, StringComparison.Ordinal))
        {
            var length = await socket.ReceiveAsync(buffer, Ct);
            Assert.True(length > 0, $"It ended: {read}");
            read.Append(Encoding.UTF8.GetString(buffer, 0, length));
        }
        return read.ToString();
    }

    /// <returns>All that came before it was hung up on.</returns>
    public async Task<string> ReadToEndAsync()
    {
        var (read, buffer) = (new StringBuilder(), new byte[10_000]);
        try
        {
            while (await socket.ReceiveAsync(buffer, Ct) is > 0 and var length)
            {
                read.Append(Encoding.UTF8.GetString(buffer, 0, length));
            }
        }
        catch (SocketException hungUp) when (hungUp.SocketErrorCode == SocketError.ConnectionReset)
        {
            // That is how the server ends what nobody reads.
        }
        return read.ToString();
    }

    public void Dispose() => socket.Dispose();
}
