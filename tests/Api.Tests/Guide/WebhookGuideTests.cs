using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Api.Tests.Shapes;
using Besoksnaring.Api.Tests.Webhooks;

namespace Besoksnaring.Api.Tests.Guide;

/// <summary>The receivers in <c>docs/webhooks.md</c>, run as they stand there and called by the shipped Api.</summary>
public sealed class WebhookGuideTests(ServedCatalogue servers) : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("besoksnaring-webhooks-");

    static List<(string Language, string Code)> Blocks() => GuideBlocks.Of("webhooks.md");

    [Fact]
    public void Every_block_that_can_be_run_is_run_here() => Assert.Equal(["console", "json", "bash", "js", "csharp"], Blocks().Select(block => block.Language));

    [Fact]
    public async Task Openssl_signs_as_the_standard_says()
    {
        var block = Blocks()[2].Code;
        var expected = block.Split('\n')[0]["# Prints ".Length..];
        Assert.Equal(expected + "\n", await OtherProgram.RunAsync("bash", "bash", ["-euo", "pipefail", "-c", block], ""));
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", expected);
    }

    [Theory]
    [InlineData(3, "receiver.mjs", "node")]
    [InlineData(4, "receiver.cs", "dotnet", "run")]
    public async Task A_receiver_takes_what_is_ours_and_nothing_else(int block, string name, string program, params string[] arguments)
    {
        var file = Path.Combine(folder.FullName, name);
        await File.WriteAllTextAsync(file, Blocks()[block].Code, Ct);
        await using var catalogue = await HookedCatalogue.StartAsync(servers, ServedCatalogue.RealClock);
        var port = FreePort();
        var (address, subscription) = await catalogue.SubscribeAsync($"http://127.0.0.1:{port}/hook");
        var start = new ProcessStartInfo(program, [.. arguments, file]) { RedirectStandardOutput = true };
        (start.Environment["SECRET"], start.Environment["PORT"]) = ((string)subscription["secret"]!, $"{port}");
        using var process = Process.Start(start)!;
        try
        {
            using var client = new HttpClient();
            var waited = Stopwatch.StartNew();
            while (!await AnswersAsync(client, port))
            {
                Assert.True(waited.Elapsed < Patience && !process.HasExited, "It never listened.");
                await Task.Delay(100, Ct);
            }
            await catalogue.WriteAsync(HookedCatalogue.Events(1, 2));
            await catalogue.WaitAsync(address, s => (long)s["position"]! == 2);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            limit.CancelAfter(Patience);
            var said = new List<string>();
            while (said.Count < 2 && await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                // Of a web server's own lines, those are not it.
                said.AddRange(line.StartsWith("listing.", StringComparison.Ordinal) ? [line] : []);
            }
            var ids = new[] { await catalogue.Feeds.IdOfAsync("e1"), await catalogue.Feeds.IdOfAsync("e2") };
            Assert.Equal(ids.Select((id, i) => $"listing.updated {i + 1} https://data.example.se/api/v1/listings/{id}"), said.Order(StringComparer.Ordinal));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(Ct);
        }
    }

    /// <returns>Whether it listens; a forged message is refused.</returns>
    static async Task<bool> AnswersAsync(HttpClient client, int port)
    {
        using var forged = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/hook") { Content = new StringContent("{}") };
        forged.Headers.Add("webhook-id", "msg_x");
        forged.Headers.Add("webhook-timestamp", $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}");
        forged.Headers.Add("webhook-signature", "v1," + Convert.ToBase64String(new byte[32]));
        try
        {
            using var answer = await client.SendAsync(forged, Ct);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
