using System.Net;
using System.Net.Sockets;

namespace Besoksnaring.Api.Tests.Feeds;

/// <summary>A line that breaks: passes so many bytes of each answer on, and hangs up.</summary>
sealed class CuttingProxy : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource end = new();
    readonly List<Task> lines = [];
    Task accepting = Task.CompletedTask;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public static CuttingProxy Start(int to, int cutAfterBytes)
    {
        var proxy = new CuttingProxy();
        proxy.listener.Start();
        proxy.accepting = proxy.AcceptAsync(to, cutAfterBytes);
        return proxy;
    }

    async Task AcceptAsync(int to, int cutAfterBytes)
    {
        try
        {
            while (true)
            {
                var caller = await listener.AcceptTcpClientAsync(end.Token);
                lines.Add(PassAsync(caller, to, cutAfterBytes));
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
        }
    }

    async Task PassAsync(TcpClient caller, int to, int cutAfterBytes)
    {
        using var closing = caller;
        using var called = new TcpClient();
        await called.ConnectAsync(IPAddress.Loopback, to, end.Token);
        var asking = caller.GetStream().CopyToAsync(called.GetStream(), end.Token);
        var buffer = new byte[1_000];
        try
        {
            for (var passed = 0; passed < cutAfterBytes;)
            {
                var read = await called.GetStream().ReadAsync(buffer, end.Token);
                if (read == 0)
                {
                    break;
                }
                await caller.GetStream().WriteAsync(buffer.AsMemory(0, read), end.Token);
                passed += read;
            }
        }
        catch (Exception over) when (over is IOException || end.IsCancellationRequested)
        {
        }
        caller.Close();
        called.Close();
        await Task.WhenAny(asking);
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(lines);
        end.Dispose();
    }
}
