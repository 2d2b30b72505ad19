using System.ComponentModel;
using System.Diagnostics;

namespace Besoksnaring.Api.Tests.Shapes;

/// <summary>Runs a program that others wrote on what we write.</summary>
static class OtherProgram
{
    /// <summary>Where this project's sources are.</summary>
    public static string Sources { get; } = Path.Combine(Root(), "tests", "Api.Tests");

    public static Task<string> NodeAsync(string script, string input) => NodeAsync("Shapes/OtherParsers", script, [], input, TimeSpan.FromMinutes(1));

    /// <param name="folder">Where the script and what it needs of npm are, below this project.</param>
    public static Task<string> NodeAsync(string folder, string script, string[] arguments, string input, TimeSpan patience)
    {
        var scripts = Path.Combine(Sources, folder);
        Assert.True(
            Directory.Exists(Path.Combine(scripts, "node_modules")),
            $"What the tests use of npm is not there: run 'npm ci' in {scripts}, or tests/run, which does it.");
        return RunAsync("node", "nodejs", [Path.Combine(scripts, script), .. arguments], input, patience);
    }

    /// <param name="package">Debian's package that has it.</param>
    /// <returns>What it says on standard output; it ends well.</returns>
    public static Task<string> RunAsync(string program, string package, string[] arguments, string input) => RunAsync(program, package, arguments, input, TimeSpan.FromMinutes(1));

    public static async Task<string> RunAsync(string program, string package, string[] arguments, string input, TimeSpan patience)
    {
        using var process = Start(program, package, arguments);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        end.CancelAfter(patience);
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(end.Token), process.StandardError.ReadToEndAsync(end.Token));
        await process.StandardInput.WriteAsync(input.AsMemory(), end.Token);
        process.StandardInput.Close();
        await process.WaitForExitAsync(end.Token);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {await complained}");
        return await said;
    }

    static Process Start(string program, string package, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        (start.StandardInputEncoding, start.StandardOutputEncoding) = (new System.Text.UTF8Encoding(false), System.Text.Encoding.UTF8);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"{program} is not here: apt-get install {package}, or run tests/run, which does it.", missing);
        }
    }

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Besoksnaring.sln")))
        {
            folder = folder.Parent;
        }
        return folder.FullName;
    }
}
