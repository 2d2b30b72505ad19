using System.CommandLine;
using Besoksnaring.Contracts;
using Besoksnaring.Ingest.Commands;
using Besoksnaring.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Besoksnaring.Ingest.Tests.Runs;

public class DryRunTests(PostgresFixture postgres)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dry_run_says_everything_and_writes_nothing()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        ingest.Answers("a|A\nb|B\nEND");
        await ingest.RunAsync();
        ingest.Answers("a|Changed\nnew|N\n!bad\n# heading\nEND");
        var (runs, snapshots) = (await CountAsync(ingest), Directory.GetFiles(ingest.SnapshotFolder, "*", SearchOption.AllDirectories).Length);

        var (code, text) = await DryRunAsync(ingest, await ingest.ProcessAsync());
        Assert.Equal(0, code);
        foreach (var line in new[]
        {
            "compared to 2 records known from earlier runs", "3 seen: 1 new, 1 changed, 0 unchanged, 1 tombstoned, 1 unreadable; 1 skipped",
            "verdict: complete", "list line 3: title: is missing (bad)", "list line 4: a heading", "2 × Övrigt", "2 × Ingenstans alls",
        })
        {
            Assert.Contains(line, text, StringComparison.Ordinal);
        }
        Assert.Equal(runs, await CountAsync(ingest));
        Assert.Equal(snapshots, Directory.GetFiles(ingest.SnapshotFolder, "*", SearchOption.AllDirectories).Length);
        Assert.Equal("A", ingest.Sink.TitleOf(new RecordKey("lines", "a")));
    }

    [Fact]
    public async Task A_dry_run_without_a_database_compares_to_nothing_and_says_so()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        ingest.Lists("a");
        var process = await ingest.ProcessAsync(services => services.AddSingleton(new IngestDatabase(() => "Host=127.0.0.1;Port=1;Timeout=2")), enter: false);
        var (code, text) = await DryRunAsync(ingest, process);
        Assert.Equal(0, code);
        Assert.Contains("compared to nothing: the database cannot be reached", text, StringComparison.Ordinal);
        Assert.Contains("1 new", text, StringComparison.Ordinal);
    }

    static async Task<(int Code, string Text)> DryRunAsync(AnIngest ingest, ServiceProvider process)
    {
        using var output = new StringWriter();
        var root = new RootCommand();
        IngestCommands.AddTo(root, () => new NotStartedHost(process));
        var code = await root.Parse(["run", ingest.Provider.Id, "--dry-run"]).InvokeAsync(new InvocationConfiguration { Output = output, Error = output }, Ct);
        return (code, output.ToString());
    }

    static Task<long> CountAsync(AnIngest ingest) => ingest.QueryAsync<long>("select (select count(*) from ingest.run) + (select sum(sequence) from ingest.known_record)::bigint + (select sum(sequence) from ingest.provider)::bigint");

    sealed class NotStartedHost(ServiceProvider services) : IHost
    {
        public IServiceProvider Services => services;

        public Task StartAsync(CancellationToken cancellationToken = default) => throw new InvalidOperationException("A dry run starts nothing.");

        public Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
