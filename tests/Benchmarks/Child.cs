using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Besoksnaring.Benchmarks;

/// <summary>A program of its own process, so that its memory is its own.</summary>
sealed class Child : IAsyncDisposable
{
    readonly Process process;
    readonly Task<string> errors;

    Child(Process process, Uri address)
    {
        (this.process, Address) = (process, address);
        errors = process.StandardError.ReadToEndAsync();
        // Read and forgotten, or it would wait for us.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }

    public Uri Address { get; }

    /// <summary>What the system gives the process now, in megabytes.</summary>
    public double Megabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>Starts an assembly that lies beside this one, and waits until <paramref name="ready"/> answers 200.</summary>
    public static async Task<Child> StartAsync(
        string assembly, string command, string ready, IEnumerable<(string Name, string Value)> settings, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, assembly), command },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }
        var child = new Child(Process.Start(start)!, address);
        try
        {
            await child.UntilAsync(ready, cancellationToken);
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
        await process.WaitForExitAsync();
        process.Dispose();
    }

    async Task UntilAsync(string ready, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var client = new HttpClient { BaseAddress = Address };
        while (true)
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"{process.StartInfo.ArgumentList[0]} ended by itself: {await errors}");
            }
            try
            {
                using var answer = await client.GetAsync(ready, limit.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(100, limit.Token);
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
