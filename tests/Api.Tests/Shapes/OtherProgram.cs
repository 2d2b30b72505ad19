using System.ComponentModel;
using System.Diagnostics;

namespace Besoksnaring.Api.Tests.Shapes;

/// <summary>Runs a program that others wrote on what we write.</summary>
static class OtherProgram
{
    static readonly string Parsers = Path.Combine(Root(), "tests", "Api.Tests", "Shapes", "OtherParsers");

    public static Task<string> NodeAsync(string script, string input)
    {
        Assert.True(
            Directory.Exists(Path.Combine(Parsers, "node_modules")),
            $"The parsers that the shapes are read with are not there: run 'npm ci' in {Parsers}, or tests/run, which does it.");
        return RunAsync("node", "nodejs", [Path.Combine(Parsers, script)], input);
    }

    /// <param name="package">Debian's package that has it.</param>
    /// <returns>What it says on standard output; it ends well.</returns>
    public static async Task<string> RunAsync(string program, string package, string[] arguments, string input)
    {
        using var process = Start(program, package, arguments);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        end.CancelAfter(TimeSpan.FromMinutes(1));
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

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Besoksnaring.sln")))
        {
            folder = folder.Parent;
        }
        return folder.FullName;
    }
}
