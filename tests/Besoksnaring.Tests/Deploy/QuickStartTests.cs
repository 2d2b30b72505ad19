using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Besoksnaring.Testing.Servers;

namespace Besoksnaring.Tests.Deploy;

/// <summary>The command that the README begins with, as a person runs it.</summary>
public class QuickStartTests
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_answers_stops_all_it_started_and_starts_again_on_the_same_data()
    {
        Assert.SkipUnless(OwnPostgres.CanStart, "PostgreSQL is not installed, and a test installs nothing.");
        // The database runs as another user when we are root: it must be able to come there.
        var data = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"besoksnaring-quickstart-{Guid.NewGuid():N}"));
        try
        {
            var first = await StartAsync(data.FullName);
            var listings = await WholeCountAsync(first);
            await StopAsync(first, "TERM");
            Assert.Empty(ProcessesOn(data.FullName));

            var again = await StartAsync(data.FullName);
            Assert.Equal(listings, await CountAsync(again));
            // As after a power cut: the script is gone, what it started goes on.
            again.Script.Kill();
            await EndedAsync(again.Script);
            Assert.NotEmpty(ProcessesOn(data.FullName));

            var third = await StartAsync(data.FullName);
            Assert.Equal(listings, await CountAsync(third));
            await StopAsync(third, "INT");
            Assert.Empty(ProcessesOn(data.FullName));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("--port", "http")]
    [InlineData("--providers", "/nowhere/providers.json")]
    [InlineData("--colour", "blue")]
    public async Task A_wrong_option_is_told_and_starts_nothing(string option, string value)
    {
        using var script = Launch([option, value]);
        var said = await script.StandardError.ReadToEndAsync(Ct);
        await script.WaitForExitAsync(Ct);
        Assert.NotEqual(0, script.ExitCode);
        Assert.Contains(option == "--providers" ? value : option, said, StringComparison.Ordinal);
    }

    static async Task<(Process Script, HttpClient Client)> StartAsync(string data)
    {
        var port = Loopback.FreePort();
        var script = Launch(["--port", $"{port}", "--data-dir", data]);
        var said = new List<string>();
        script.OutputDataReceived += (_, line) => said.Add(line.Data ?? "");
        script.ErrorDataReceived += (_, line) => said.Add(line.Data ?? "");
        script.BeginOutputReadLine();
        script.BeginErrorReadLine();
        var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };
        await UntilAsync(async () =>
        {
            Assert.False(script.HasExited, string.Join('\n', said));
            try
            {
                using var answer = await client.GetAsync("/health/ready", Ct);
                return answer.StatusCode == HttpStatusCode.OK;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return (script, client);
    }

    static async Task StopAsync((Process Script, HttpClient Client) started, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{started.Script.Id}"]);
        await EndedAsync(started.Script);
    }

    /// <summary>Not WaitForExitAsync: it waits for the end of the output too, which what was left behind holds open.</summary>
    static Task EndedAsync(Process script) => UntilAsync(() => Task.FromResult(script.HasExited));

    /// <returns>How many listings there are once every provider has been read.</returns>
    static async Task<int> WholeCountAsync((Process Script, HttpClient Client) started)
    {
        await UntilAsync(async () =>
        {
            using var answer = JsonDocument.Parse(await started.Client.GetStringAsync("/api/v1/providers", Ct));
            var providers = answer.RootElement.GetProperty("providers").EnumerateArray().ToList();
            return providers.Count > 5 && providers.All(provider => provider.GetProperty("health").GetString() == "ok");
        });
        var count = await CountAsync(started);
        Assert.InRange(count, 100, 10_000);
        return count;
    }

    static async Task<int> CountAsync((Process Script, HttpClient Client) started)
    {
        using var answer = JsonDocument.Parse(await started.Client.GetStringAsync("/api/v1/listings?limit=1", Ct));
        return answer.RootElement.GetProperty("_meta").GetProperty("totalCount").GetInt32();
    }

    /// <returns>The commands of the processes that have this folder in their command line or environment.</returns>
    static List<string> ProcessesOn(string data) =>
    [
        .. Directory.GetDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)).Select(folder =>
        {
            try
            {
                var command = File.ReadAllText(Path.Combine(folder, "cmdline"));
                return (command + File.ReadAllText(Path.Combine(folder, "environ"))).Contains(data, StringComparison.Ordinal) ? command : "";
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return "";
            }
        }).Where(command => command.Length > 0),
    ];

    static async Task UntilAsync(Func<Task<bool>> reached)
    {
        var watch = Stopwatch.StartNew();
        while (!await reached())
        {
            Assert.True(watch.Elapsed < Limit, "It did not happen in time.");
            await Task.Delay(200, Ct);
        }
    }

    static Process Launch(string[] arguments, [CallerFilePath] string here = "")
    {
        var script = Path.GetFullPath(Path.Combine(here, "../../../../deploy/quickstart"));
        // A shell in the background starts its children deaf to Ctrl-C, and a script cannot undo that.
        return Process.Start(new ProcessStartInfo("env", ["--default-signal=INT", script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }
}
