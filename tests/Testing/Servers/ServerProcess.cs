using System.Diagnostics;

namespace Besoksnaring.Testing.Servers;

/// <summary>A server that a test started on this machine: it never outlives the test, not even one that is killed.</summary>
sealed class ServerProcess : IDisposable
{
    readonly Process server;
    readonly Process watchdog;

    ServerProcess(Process server)
    {
        this.server = server;
        // Its standard input ends when this process does, however it ends.
        watchdog = Start("/bin/sh", ["-c", "cat >/dev/null; kill -KILL \"$0\" 2>/dev/null", $"{server.Id}"], input: true);
    }

    public int Id => server.Id;

    public bool HasExited => server.HasExited;

    /// <summary>Servers refuse to run as root; then they run as <paramref name="user"/>.</summary>
    public static string[] AsUser(string user) =>
        Environment.UserName == "root" ? ["setpriv", $"--reuid={user}", $"--regid={user}", "--clear-groups", "--"] : [];

    public static ServerProcess Launch(string log, IEnumerable<string> command, IReadOnlyDictionary<string, string>? environment = null) =>
        new(Start("/bin/sh", ["-c", "exec \"$@\" >>\"$0\" 2>&1 </dev/null", log, .. command], environment: environment));

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has what it said.</exception>
    public static async Task RunAsync(IReadOnlyList<string> command)
    {
        using var process = Start("/bin/sh", ["-c", "exec \"$@\" 2>&1 </dev/null", "sh", .. command], output: true);
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command[^1]} ended with {process.ExitCode}: {said}");
        }
    }

    public static Task SignalAsync(string signal, int processId) => RunAsync(["sh", "-c", $"kill -{signal} {processId}"]);

    public static string NewFolder(string name, string user)
    {
        var folder = Directory.CreateTempSubdirectory($"besoksnaring-{name}-").FullName;
        if (Environment.UserName == "root")
        {
            using var chown = Start("chown", [user, folder]);
            chown.WaitForExit();
        }
        return folder;
    }

    public async Task StopAsync(string signal)
    {
        if (!server.HasExited)
        {
            await SignalAsync(signal, server.Id);
        }
        await server.WaitForExitAsync();
    }

    /// <summary>kill -9, of its children too: they would hold on to shared memory and ports.</summary>
    public async Task KillAsync()
    {
        var children = Children(server.Id);
        server.Kill();
        foreach (var child in children)
        {
            KillIfThere(child);
        }
        await server.WaitForExitAsync();
    }

    public void Dispose()
    {
        watchdog.Kill(entireProcessTree: true);
        watchdog.Dispose();
        server.Dispose();
    }

    static List<int> Children(int processId)
    {
        var direct = File.ReadAllText($"/proc/{processId}/task/{processId}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToList();
        return direct;
    }

    static void KillIfThere(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It ended by itself when its parent did.
        }
    }

    static Process Start(
        string file, IEnumerable<string> arguments, bool input = false, bool output = false, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardInput = input, RedirectStandardOutput = output, WorkingDirectory = "/" };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
        return Process.Start(start)!;
    }
}
