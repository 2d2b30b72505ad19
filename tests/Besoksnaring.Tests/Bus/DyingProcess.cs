using System.Diagnostics;
using Besoksnaring.Contracts;

namespace Besoksnaring.Tests.Bus;

/// <summary>A catalogue in a process of its own, which the record <c>kills</c> ends, started again each time it dies.</summary>
sealed class DyingProcess : IAsyncDisposable
{
    readonly CancellationTokenSource stop = new();
    readonly Task running;

    public DyingProcess(Uri broker, RecordRoute route) => running = RunAsync(broker, route);

    public int Deaths { get; private set; }

    public List<string> Kept { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }

    async Task RunAsync(Uri broker, RecordRoute route)
    {
        while (!stop.IsCancellationRequested)
        {
            var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Besoksnaring.DyingCatalog.dll")])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["RabbitMq__Uri"] = broker.ToString();
            start.Environment["RabbitMq__Queue"] = route.Name;
            start.Environment["RabbitMq__Writers"] = "8";
            start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
            using var process = Process.Start(start)!;
            await using var _ = stop.Token.Register(process.Kill);
            var errors = process.StandardError.ReadToEndAsync();
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                lock (Kept)
                {
                    Kept.Add(line);
                }
            }
            await process.WaitForExitAsync();
            Deaths += (await errors).Contains("This record kills its process.", StringComparison.Ordinal) ? 1 : 0;
        }
    }
}
