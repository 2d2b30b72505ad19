using System.CommandLine;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Runs;
using Besoksnaring.Vocabularies;

namespace Besoksnaring.Ingest.Commands;

/// <summary>What a person does with providers and their runs at a terminal.</summary>
static class IngestCommands
{
    public const int Failed = 1;
    public const int Held = 3;

    /// <param name="build">Makes a host with <see cref="IngestModule.AddIngestRuns"/> and a sink; it is started when a command sends.</param>
    /// <param name="withMigrate">False where the host has a migrate command of its own.</param>
    public static void AddTo(RootCommand root, Func<IHost> build, bool withMigrate = true)
    {
        root.Add(RunCommand(build));
        root.Add(OneProvider("replay", "Read the last snapshot again with the mapping of now, without fetching.", RunWork.Replay, build));
        root.Add(OneProvider("resend", "Send everything again, with a new sequence: after a restore of the catalogue.", RunWork.Resend, build));
        root.Add(Decision("release", "Send the tombstones of a held run.", (runs, run, token) => runs.ReleaseAsync(run, token), build));
        root.Add(Decision("reject", "Keep the records that a held run would tombstone.", (runs, run, token) => runs.RejectAsync(run, token), build));
        root.Add(RunsCommand(build));
        root.Add(ProvidersCommand(build));
        if (withMigrate)
        {
            root.Add(MigrateCommand(build));
        }
    }

    static Command RunCommand(Func<IHost> build)
    {
        var provider = new Argument<string?>("provider") { Description = "Its id in the registry.", Arity = ArgumentArity.ZeroOrOne };
        var dryRun = new Option<bool>("--dry-run") { Description = "Fetch and map, say what would happen, write nothing." };
        var all = new Option<bool>("--all") { Description = "Every provider of the registry." };
        var unread = new Option<bool>("--unread") { Description = "Every provider that has never been read to its end: the first load." };
        var command = new Command("run", "Fetch a provider now and send what is new, changed or vanished.") { provider, dryRun, all, unread };
        command.SetAction((parsed, token) => Terminal.AskAsync(parsed, build, async (host, output) =>
        {
            if (parsed.GetValue(unread))
            {
                await StartAsync(host, token);
                return await FirstLoad.RunAsync(host.Services, output, token);
            }
            var chosen = Choose(host, parsed.GetValue(provider), parsed.GetValue(all));
            if (parsed.GetValue(dryRun))
            {
                return await DryAsync(host, chosen, output, token);
            }
            await StartAsync(host, token);
            return await RunAllAsync(host.Services, chosen, RunWork.Run, output, token);
        }, token));
        return command;
    }

    static Command OneProvider(string name, string description, RunWork work, Func<IHost> build)
    {
        var provider = new Argument<string>("provider") { Description = "Its id in the registry." };
        var command = new Command(name, description) { provider };
        command.SetAction((parsed, token) => Terminal.AskAsync(parsed, build, async (host, output) =>
        {
            var chosen = Choose(host, parsed.GetValue(provider), all: false);
            await StartAsync(host, token);
            return await RunAllAsync(host.Services, chosen, work, output, token);
        }, token));
        return command;
    }

    static Command Decision(string name, string description, Func<HeldRuns, Guid, CancellationToken, Task<string>> decide, Func<IHost> build)
    {
        var run = new Argument<Guid>("run") { Description = "The id of the held run, as 'runs' shows it." };
        var command = new Command(name, description) { run };
        command.SetAction((parsed, token) => Terminal.AskAsync(parsed, build, async (host, output) =>
        {
            await StartAsync(host, token);
            await output.WriteLineAsync(await decide(host.Services.GetRequiredService<HeldRuns>(), parsed.GetValue(run), token));
            return 0;
        }, token));
        return command;
    }

    static Command RunsCommand(Func<IHost> build)
    {
        var provider = new Argument<string?>("provider") { Description = "Only its runs.", Arity = ArgumentArity.ZeroOrOne };
        var limit = new Option<int>("--limit") { Description = "How many, the latest first.", DefaultValueFactory = _ => 20 };
        var command = new Command("runs", "The latest runs; what is held stands first.") { provider, limit };
        command.SetAction((parsed, token) => Terminal.AskAsync(parsed, build, async (host, output) =>
        {
            await RunTable.WriteAsync(host.Services, output, parsed.GetValue(provider), parsed.GetValue(limit), token);
            return 0;
        }, token));
        return command;
    }

    static Command ProvidersCommand(Func<IHost> build)
    {
        var command = new Command("providers", "The registry and how each provider is.");
        command.SetAction((parsed, token) => Terminal.AskAsync(parsed, build, async (host, output) =>
        {
            await ProviderTable.WriteAsync(host.Services, output, token);
            return 0;
        }, token));
        return command;
    }

    static Command MigrateCommand(Func<IHost> build)
    {
        var command = new Command("migrate", "Bring schema ingest up to date.");
        command.SetAction((parsed, token) => Terminal.AskAsync(parsed, build, async (host, output) =>
        {
            await IngestSchema.MigrateAsync(IngestModule.DatabaseOf(host.Services.GetRequiredService<IConfiguration>()), token);
            await output.WriteLineAsync("Schema ingest is up to date.");
            return 0;
        }, token));
        return command;
    }

    static IReadOnlyList<Provider> Choose(IHost host, string? id, bool all)
    {
        var registry = host.Services.GetRequiredService<ProviderRegistry>();
        host.Services.GetRequiredService<Region>();
        if (all == id is not null)
        {
            throw new InvalidOperationException("Name a provider, or say --all (or --unread).");
        }
        if (all)
        {
            return registry.Providers;
        }
        return registry.Find(id!) is { } provider
            ? [provider]
            : throw new InvalidOperationException(
                $"There is no provider '{id}' in {registry.File}. There are: {string.Join(", ", registry.Providers.Select(known => known.Id))}.");
    }

    static async Task StartAsync(IHost host, CancellationToken cancellationToken)
    {
        await IngestSchema.CheckAsync(IngestModule.DatabaseOf(host.Services.GetRequiredService<IConfiguration>()), cancellationToken);
        await host.StartAsync(cancellationToken);
        await host.Services.GetRequiredService<RunLog>().EnterAsync(host.Services.GetRequiredService<ProviderRegistry>(), cancellationToken);
    }

    public static async Task<int> RunAllAsync(IServiceProvider services, IReadOnlyList<Provider> providers, RunWork work, TextWriter output, CancellationToken cancellationToken)
    {
        var table = new RunLines(output, providers.Select(provider => provider.Id));
        var codes = await Task.WhenAll(providers.Select(provider => RunOneAsync(services, provider, work, table, cancellationToken)));
        table.WriteAgain();
        return codes.Contains(Failed) ? Failed : codes.Append(0).Max();
    }

    /// <summary>Files in turn are read until none is left.</summary>
    static async Task<int> RunOneAsync(IServiceProvider services, Provider provider, RunWork work, RunLines lines, CancellationToken cancellationToken)
    {
        var code = 0;
        for (var first = true; ; first = false)
        {
            var run = await services.GetRequiredService<ProviderRun>().RunAsync(provider, work, cancellationToken, progress: lines);
            if (run is null)
            {
                lines.Say($"{provider.Id} is being run by another process now; nothing was done.");
                return Failed;
            }
            var isLast = !provider.FilesInTurn || work != RunWork.Run || run.SnapshotHash is null;
            if (first || !isLast || run.Verdict != "unchanged")
            {
                lines.Write(run);
                code = Math.Max(code, run.Verdict switch { "failed" => Failed, "held" => Held, _ => 0 });
            }
            if (isLast)
            {
                return code;
            }
        }
    }

    static async Task<int> DryAsync(IHost host, IReadOnlyList<Provider> providers, TextWriter output, CancellationToken cancellationToken)
    {
        var code = 0;
        foreach (var provider in providers)
        {
            var report = await host.Services.GetRequiredService<DryRun>().RunAsync(provider, cancellationToken);
            await DryReportText.WriteAsync(provider, report, output);
            code = report.Failed is null ? code : Failed;
        }
        return code;
    }
}
