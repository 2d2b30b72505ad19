using System.IO.Compression;
using System.Text;
using Besoksnaring.Ingest.Fetching;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Tests.Runs;
using Besoksnaring.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Besoksnaring.Ingest.Tests.Fetching;

public sealed class FetcherTests : IAsyncLifetime
{
    static readonly LinesFormat Lines = new();
    readonly string folder = Directory.CreateTempSubdirectory("fetching").FullName;
    readonly Dictionary<string, string?> settings = new()
    {
        ["Ingest:Retries"] = "2",
        ["Ingest:RetryDelay"] = "00:00:00.01",
        ["Ingest:AttemptTimeout"] = "00:00:01",
        ["Ingest:DocumentTimeout"] = "00:00:05",
        ["Ingest:MaxBytesSent"] = "100000",
        ["Ingest:MaxBytes"] = "1000000",
        ["Ingest:MaxPages"] = "4",
        ["Ingest:LongestRetryAfter"] = "00:00:01",
    };

    ScriptedProvider server = null!;
    ServiceProvider services = null!;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await ScriptedProvider.StartAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        services = new ServiceCollection().AddLogging().AddIngestRuns(configuration)
            .AddSingleton(new ProviderRegistry("providers.json", Path.Combine(folder, "files"), [])).BuildServiceProvider();
        Directory.CreateDirectory(Path.Combine(folder, "files"));
    }

    [Fact]
    public async Task A_call_says_who_we_are()
    {
        server.On("/a", ScriptedProvider.Text("END"));
        Assert.Equal("END", Encoding.UTF8.GetString(Assert.Single((await FetchedAsync("/a")).Snapshot.Documents).Bytes.Span));
        Assert.StartsWith("Besoksnaring/", server.Requests[0].Headers["User-Agent"], StringComparison.Ordinal);
        Assert.Contains("https://github.com/besoksnaring", server.Requests[0].Headers["User-Agent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_that_passes_is_tried_again()
    {
        server.On("/a", ScriptedProvider.Status(500), ScriptedProvider.CutOff("whole\nEND", after: 5), ScriptedProvider.Text("END"));
        await FetchedAsync("/a");
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(500, 3)]
    [InlineData(404, 1)]
    [InlineData(403, 1)]
    [InlineData(204, 1)]
    public async Task An_error_that_stays_is_told(int status, int calls)
    {
        server.On("/a", ScriptedProvider.Status(status, body: ""));
        Assert.Contains($" answers {status} ", await FailedAsync("/a"), StringComparison.Ordinal);
        Assert.Equal(calls, server.Requests.Count);
    }

    [Fact]
    public async Task A_body_that_is_always_cut_off_fails()
    {
        server.On("/a", ScriptedProvider.CutOff("r|R\nEND", after: 3));
        await FailedAsync("/a");
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_short_retry_after_is_waited_for_and_a_long_one_ends_the_fetch()
    {
        server.On("/a", ScriptedProvider.Status(429, retryAfter: "1"), ScriptedProvider.Text("END"));
        await FetchedAsync("/a");
        Assert.Equal(2, server.Requests.Count);

        server.On("/b", ScriptedProvider.Status(429, retryAfter: "3600"));
        var failed = Assert.IsType<FetchOutcome.Failed>(await FetchAsync("/b"));
        Assert.Contains("answers 429", failed.Reason, StringComparison.Ordinal);
        Assert.True(failed.NotBefore > SystemClock.Instance.GetCurrentInstant() + Duration.FromMinutes(50));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Who_hangs_or_drips_is_left()
    {
        server.On("/hangs", server.Hangs());
        server.On("/drips", server.Drips());
        Assert.Contains("did not answer to the end", await FailedAsync("/hangs"), StringComparison.Ordinal);
        Assert.Contains("did not answer to the end", await FailedAsync("/drips"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_keeps_failing_is_left_alone_for_a_while()
    {
        server.On("/a", ScriptedProvider.Status(503));
        for (var times = 0; times < 3; times++)
        {
            await FailedAsync("/a");
        }
        var calls = server.Requests.Count;
        Assert.Contains("left alone", await FailedAsync("/a"), StringComparison.Ordinal);
        Assert.Equal(calls, server.Requests.Count);
        server.On("/other", ScriptedProvider.Text("END"));
        Assert.IsType<FetchOutcome.Fetched>(await FetchAsync(AProvider("/other") with { Id = "other" }));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    public async Task A_compressed_answer_is_unpacked(string encoding)
    {
        server.On("/a", ScriptedProvider.Encoded(encoding, ScriptedProvider.Gzip("END"u8.ToArray())));
        Assert.Equal("END", Encoding.UTF8.GetString((await FetchedAsync("/a")).Snapshot.Documents[0].Bytes.Span));
    }

    /// <summary>The framework ends the text without a word there, unless it is told to be strict.</summary>
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compressed_answer_that_is_cut_off_fails(string encoding)
    {
        using var packed = new MemoryStream();
        await using (Stream packing = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            await packing.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 3000).Select(number => $"r{number}|R{number * 7919}\n"))), Ct);
        }
        server.On("/a", ScriptedProvider.Encoded(encoding, packed.ToArray()[..(int)(packed.Length / 2)]));
        Assert.Contains("cut off", await FailedAsync("/a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bombs_and_giants_are_refused()
    {
        server.On("/bomb", ScriptedProvider.GzipBomb(megabytes: 30));
        Assert.Contains("larger than 1,000,000 bytes after decompression", await FailedAsync("/bomb"), StringComparison.Ordinal);
        server.On("/giant", ScriptedProvider.Bytes(new byte[200_000]));
        Assert.Contains("larger than 100,000 bytes as sent", await FailedAsync("/giant"), StringComparison.Ordinal);
        server.On("/strange", ScriptedProvider.Encoded("zstd", [1, 2, 3]));
        Assert.Contains("'zstd', which was not asked for", await FailedAsync("/strange"), StringComparison.Ordinal);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Redirects_are_followed_and_each_is_looked_at()
    {
        server.On("/a", ScriptedProvider.Redirect("/b", 301));
        server.On("/b", ScriptedProvider.Redirect(server.At("/c"), 307));
        server.On("/c", ScriptedProvider.Text("END"));
        Assert.Equal(server.At("/c"), (await FetchedAsync("/a")).Snapshot.Documents[0].Address.ToString());

        server.On("/loop", ScriptedProvider.Redirect("/loop"));
        Assert.Contains("redirects more than 5 times", await FailedAsync("/loop"), StringComparison.Ordinal);
        foreach (var inward in new[] { "file:///etc/passwd", "http://0x7f.1/", "http://user@example.com/", "ftp://example.com/" })
        {
            server.On("/inward", ScriptedProvider.Redirect(inward));
            Assert.Contains("redirects to", await FailedAsync("/inward"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://localhost:1/")]
    [InlineData("http://[::1]:1/")]
    public async Task Without_the_operators_word_nothing_inward_is_connected_to(string address)
    {
        var failed = Assert.IsType<FetchOutcome.Failed>(await FetchAsync(AProvider("/") with { Address = [address], AllowPrivateAddress = false }));
        Assert.Contains("private or reserved network", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_leads_inward_is_not_connected_to_and_the_server_sees_nothing()
    {
        var port = server.Address.Port;
        var failed = Assert.IsType<FetchOutcome.Failed>(await FetchAsync(AProvider("/") with { Address = [$"http://localhost:{port}/a"], AllowPrivateAddress = false }));
        Assert.Contains("localhost leads to", failed.Reason, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Pages_are_followed_on_the_same_host_and_not_for_ever()
    {
        server.On("/p1", ScriptedProvider.Text("a|A\nnext:/p2"));
        server.On("/p2", ScriptedProvider.Text("b|B\nEND"));
        Assert.Equal(2, (await FetchedAsync("/p1")).Snapshot.Documents.Count);
        server.On("/p2", ScriptedProvider.Text($"next:http://localhost:{server.Address.Port}/p3"));
        Assert.Contains("on another host", await FailedAsync("/p1"), StringComparison.Ordinal);
        server.On("/p2", ScriptedProvider.Text("next:/p1"));
        Assert.Contains("more than 4 pages", await FailedAsync("/p1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_changed_document_of_several_fetches_all_of_them()
    {
        server.On("/a", ScriptedProvider.Tagged("\"a1\"", "a|A"));
        server.On("/b", ScriptedProvider.Tagged("\"b1\"", "END"));
        var provider = AProvider("/a") with { Address = [server.At("/a"), server.At("/b")] };
        var first = Assert.IsType<FetchOutcome.Fetched>(await FetchAsync(provider));
        Assert.IsType<FetchOutcome.NotModified>(await FetchAsync(provider, new FetchMemory(first.Validators, null)));
        server.On("/b", ScriptedProvider.Tagged("\"b2\"", "b|B\nEND"));
        var second = Assert.IsType<FetchOutcome.Fetched>(await FetchAsync(provider, new FetchMemory(first.Validators, null)));
        Assert.Equal(["a|A", "b|B\nEND"], second.Snapshot.Documents.Select(document => Encoding.UTF8.GetString(document.Bytes.Span)));
    }

    [Fact]
    public async Task Files_live_below_the_files_folder_links_followed()
    {
        var files = Path.Combine(folder, "files");
        await File.WriteAllTextAsync(Path.Combine(folder, "secret.txt"), "secret", Ct);
        Directory.CreateDirectory(Path.Combine(folder, "outside"));
        await File.WriteAllTextAsync(Path.Combine(folder, "outside", "b.txt"), "b", Ct);
        await File.WriteAllTextAsync(Path.Combine(files, "b.txt"), "second", Ct);
        await File.WriteAllTextAsync(Path.Combine(files, "a.txt"), "first", Ct);
        var fetched = Assert.IsType<FetchOutcome.Fetched>(await FetchAsync(AProvider("") with { Address = ["file:*.txt"] }));
        Assert.Equal(["a.txt", "b.txt"], fetched.Snapshot.Documents.Select(document => document.Name));

        File.CreateSymbolicLink(Path.Combine(files, "link.json"), Path.Combine(folder, "secret.txt"));
        Directory.CreateSymbolicLink(Path.Combine(files, "folder"), Path.Combine(folder, "outside"));
        foreach (var address in new[] { "file:link.json", "file:folder/b.txt", "file:folder/*.txt" })
        {
            var failed = Assert.IsType<FetchOutcome.Failed>(await FetchAsync(AProvider("") with { Address = [address] }));
            Assert.Contains("not below", failed.Reason, StringComparison.Ordinal);
        }
        foreach (var address in new[] { "file:../secret.txt", "file:none.txt" })
        {
            Assert.IsType<FetchOutcome.Failed>(await FetchAsync(AProvider("") with { Address = [address] }));
        }
    }

    Provider AProvider(string path) => new()
    {
        Id = "scripted",
        Name = "Scripted",
        Organisation = "Scripted",
        Format = "lines",
        Address = [server.At(path)],
        AllowPrivateAddress = true,
        Licence = new("none", []),
    };

    Task<FetchOutcome> FetchAsync(string path) => FetchAsync(AProvider(path));

    Task<FetchOutcome> FetchAsync(Provider provider, FetchMemory? memory = null) =>
        services.GetRequiredService<Fetcher>().FetchAsync(provider, Lines, memory ?? FetchMemory.None, Ct);

    async Task<FetchOutcome.Fetched> FetchedAsync(string path) => Assert.IsType<FetchOutcome.Fetched>(await FetchAsync(path));

    async Task<string> FailedAsync(string path) => Assert.IsType<FetchOutcome.Failed>(await FetchAsync(path)).Reason;

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
