using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Besoksnaring.Api.Tests.Webhooks;

/// <summary>As much of an SMTP server as a mail needs, on a real socket.</summary>
sealed class MailServer : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource ended = new();
    readonly Task accepting;

    public MailServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Recipients that it does not take.</summary>
    public ConcurrentBag<string> Unknown { get; } = [];

    public ConcurrentQueue<MimeMessage> Taken { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        await accepting;
        listener.Dispose();
        ended.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(ended.Token);
                await using var stream = client.GetStream();
                await ServeAsync(stream);
            }
        }
        catch (Exception) when (ended.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    async Task ServeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        await using var writer = new StreamWriter(stream, Encoding.Latin1, leaveOpen: true) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync("220 prov");
        while (await reader.ReadLineAsync(ended.Token) is { } line)
        {
            await writer.WriteLineAsync(line.Split(' ')[0] switch
            {
                "EHLO" or "HELO" => "250 prov",
                "RCPT" when Unknown.Any(line.Contains) => "550 Nobody of that name",
                "DATA" => "354 Go on",
                "QUIT" => "221 Bye",
                _ => "250 Ok",
            });
            if (line == "DATA")
            {
                var text = new StringBuilder();
                while (await reader.ReadLineAsync(ended.Token) is { } more && more != ".")
                {
                    text.Append(more.StartsWith('.') ? more[1..] : more).Append("\r\n");
                }
                using var message = new MemoryStream(Encoding.Latin1.GetBytes(text.ToString()));
                Taken.Enqueue(await MimeMessage.LoadAsync(message, ended.Token));
                await writer.WriteLineAsync("250 Taken");
            }
        }
    }
}
