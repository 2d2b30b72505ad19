using System.Net;
using System.Net.Sockets;
using Besoksnaring.Testing;

namespace Besoksnaring.Tests.Running;

/// <summary>The shipped programs on a real database (and broker), each of which can be killed and started again.</summary>
sealed class RunningSystem : IAsyncDisposable
{
    readonly Dictionary<string, string> environment;
    readonly Dictionary<string, ChildProcess> processes = [];
    readonly Dictionary<string, int> ports = [];

    RunningSystem(IEnumerable<string> roles, Dictionary<string, string> environment)
    {
        Roles = [.. roles];
        this.environment = environment;
    }

    public IReadOnlyList<string> Roles { get; }

    public string Database => environment["ConnectionStrings__Besoksnaring"];

    public static RunningSystem InOneProcess(string database, string registry) => new(["Besoksnaring"], Settings(database, registry));

    public static RunningSystem OverRabbitMq(string database, string registry, Uri broker)
    {
        var settings = Settings(database, registry);
        settings["RabbitMq__Uri"] = broker.ToString();
        settings["RabbitMq__Queue"] = $"load.{Guid.NewGuid():N}";
        return new(["Besoksnaring.Catalog", "Besoksnaring.Api", "Besoksnaring.Ingest"], settings);
    }

    /// <summary>One process whose sink says "durable" too early: what a fault test must catch.</summary>
    public static RunningSystem Forgetful(string database, string registry) => new(["Besoksnaring.ForgetfulHost"], Settings(database, registry));

    public void StartAll()
    {
        foreach (var role in Roles)
        {
            Start(role);
        }
    }

    public void Start(string role)
    {
        if (!ports.TryGetValue(role, out var port))
        {
            ports[role] = port = FreePort();
        }
        processes[role] = ChildProcess.Start($"{role}.dll", "serve", new Dictionary<string, string>(environment) { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}" });
    }

    /// <summary>A command of the role that reads providers, beside what serves.</summary>
    public ChildProcess Command(string arguments) => ChildProcess.Start($"{Roles[^1]}.dll", arguments, environment);

    public Task KillAsync(string role) => processes[role].KillAsync();

    /// <summary>Where listings are read; it may be away for a moment.</summary>
    public Uri Api => new($"http://127.0.0.1:{ports[Roles.FirstOrDefault(role => role.EndsWith("Api", StringComparison.Ordinal)) ?? Roles[0]]}");

    /// <summary>What a role that should be running said before it ended by itself.</summary>
    public void AssertAllRun()
    {
        foreach (var (role, process) in processes)
        {
            Assert.False(process.HasExited, $"{role} ended by itself:\n{process.Log}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes.Values)
        {
            await process.DisposeAsync();
        }
        Directory.Delete(environment["Ingest__SnapshotFolder"], recursive: true);
    }

    static Dictionary<string, string> Settings(string database, string registry) => new()
    {
        ["ConnectionStrings__Besoksnaring"] = database,
        ["Registry__File"] = registry,
        ["Ingest__SnapshotFolder"] = Directory.CreateTempSubdirectory("besoksnaring-snapshots-").FullName,
        // What a dead process holds is free soon, so that a test does not mostly wait.
        ["Ingest__Lease"] = "00:00:03",
        // Four times longer after each more: on a busy machine a server that is away fails a run some times.
        ["Ingest__RetryFailedAfter"] = "00:00:00.2",
        ["Logging__LogLevel__Default"] = "Warning",
    };

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
