using System.Collections.Concurrent;
using System.Diagnostics;

namespace Besoksnaring.Testing;

/// <summary>One of our programs as a process of its own, so that it can be killed like one.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    readonly Process process;
    readonly ConcurrentQueue<string> log = new();

    ChildProcess(string name, Process process)
    {
        (Name, this.process) = (name, process);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Name { get; }

    public bool HasExited => process.HasExited;

    public string Log => string.Join('\n', log);

    /// <summary>Starts <c>dotnet Assembly.dll arguments</c> from the tests' own output folder: what is tested is what was built.</summary>
    public static ChildProcess Start(string assembly, string arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", $"\"{Path.Combine(AppContext.BaseDirectory, assembly)}\" {arguments}")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        return new ChildProcess(assembly, Process.Start(start) ?? throw new InvalidOperationException($"{assembly} did not start."));
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is said goodbye to.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <returns>The exit code, once it has ended by itself.</returns>
    public async Task<int> WaitForExitAsync(TimeSpan limit)
    {
        using var timeout = new CancellationTokenSource(limit);
        await process.WaitForExitAsync(timeout.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }
        process.Dispose();
    }

    void Keep(string? line)
    {
        if (line is not null)
        {
            log.Enqueue(line);
        }
        while (log.Count > 2000)
        {
            log.TryDequeue(out _);
        }
    }
}
