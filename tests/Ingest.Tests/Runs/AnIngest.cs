using Besoksnaring.Contracts;
using Besoksnaring.Ingest.Fetching;
using Besoksnaring.Ingest.Providers;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Runs;
using Besoksnaring.Testing;
using Besoksnaring.Vocabularies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Ingest.Tests.Runs;

/// <summary>Ingest as it ships, on a database and a folder of its own, with a scripted provider before it and a scripted sink behind.</summary>
sealed class AnIngest : IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("ingest").FullName;
    readonly List<ServiceProvider> processes = [];
    readonly string database;

    AnIngest(string database, ScriptedProvider server)
    {
        this.database = database;
        Server = server;
    }

    public ScriptedProvider Server { get; }
    public ScriptedSink Sink { get; } = new();
    public FakeClockAt Clock { get; } = new();
    public string Files => folder;
    public string SnapshotFolder => Path.Combine(folder, "snapshots");
    public Provider Provider { get; set; } = null!;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<AnIngest> StartAsync(PostgresFixture postgres, Func<Provider, Provider>? with = null)
    {
        var database = await postgres.CreateDatabaseAsync("ingest");
        await IngestSchema.MigrateAsync(database, Ct);
        var ingest = new AnIngest(database, await ScriptedProvider.StartAsync());
        var provider = new Provider
        {
            Id = "lines",
            Name = "Lines",
            Organisation = "Lines AB",
            Format = "lines",
            Address = [ingest.Server.At("/list")],
            AllowPrivateAddress = true,
            Licence = new("CC0-1.0", ["web"]),
            CompleteFor = RunScope.Everything,
        };
        ingest.Provider = with?.Invoke(provider) ?? provider;
        return ingest;
    }

    /// <summary>A process of its own: nothing is shared with the others but the database and the disk.</summary>
    public async Task<ServiceProvider> ProcessAsync(Action<IServiceCollection>? with = null, bool enter = true)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Besoksnaring"] = database,
            ["Ingest:SnapshotFolder"] = SnapshotFolder,
            ["Ingest:SendAttempts"] = "1",
            ["Ingest:Retries"] = "1",
            ["Ingest:RetryDelay"] = "00:00:00.02",
            ["Ingest:AttemptTimeout"] = "00:00:02",
            ["Ingest:MaxBytesSent"] = "2000000",
            ["Ingest:MaxBytes"] = "5000000",
            ["Ingest:MaxPages"] = "5",
        }).Build();
        var registry = new ProviderRegistry("providers.json", folder, [Provider]);
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration)
            .AddSingleton<IClock>(Clock).AddSingleton(Region.Default)
            .AddSingleton<IReadOnlyDictionary<string, IProviderFormat>>(new Dictionary<string, IProviderFormat>(ProviderFormats.All) { ["lines"] = new LinesFormat() })
            .AddIngestRuns(configuration).AddSingleton(registry).AddSingleton<IRecordSink>(Sink);
        with?.Invoke(services);
        var process = services.BuildServiceProvider();
        processes.Add(process);
        if (enter)
        {
            await process.GetRequiredService<RunLog>().EnterAsync(registry, Ct);
        }
        return process;
    }

    public void Lists(params string[] ids) => Server.On("/list", ScriptedProvider.Text(LinesFormat.Of(ids)));

    public void Answers(string text) => Server.On("/list", ScriptedProvider.Text(text, "text/plain"));

    /// <summary>One run in a new process.</summary>
    public async Task<Run> RunAsync(RunWork work = RunWork.Run)
    {
        var process = await ProcessAsync();
        Clock.Pass(Duration.FromMinutes(1));
        return await process.GetRequiredService<ProviderRun>().RunAsync(Provider, work, Ct) ?? throw new InvalidOperationException("nothing was run");
    }

    public async Task<T?> QueryAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Ct) is T value ? value : default;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }
        await Server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>A clock that stands until it is told.</summary>
sealed class FakeClockAt : IClock
{
    Instant now = Instant.FromUtc(2026, 8, 1, 10, 0);

    public Instant GetCurrentInstant() => now;

    public void Pass(Duration time) => now += time;
}
