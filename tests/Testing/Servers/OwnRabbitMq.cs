using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Besoksnaring.Testing.Servers;

/// <summary>A RabbitMQ node of the test's own, with its own epmd, all on loopback, that may be killed and started again.</summary>
public sealed class OwnRabbitMq : IAsyncDisposable
{
    const string User = "rabbitmq";
    const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);

    readonly string folder = ServerProcess.NewFolder("rabbitmq", User);
    readonly int port = Loopback.FreePort();
    readonly int distribution = Loopback.FreePort();
    readonly int epmdPort = Loopback.FreePort();
    ServerProcess? epmd;
    ServerProcess? server;

    OwnRabbitMq()
    {
    }

    public static bool CanStart => File.Exists(Program);

    public Uri Uri => new($"amqp://guest:guest@127.0.0.1:{port}/");

    public static async Task<OwnRabbitMq> StartAsync()
    {
        if (!CanStart)
        {
            throw new InvalidOperationException(
                "RabbitMQ was not found: apt-get install rabbitmq-server (or set BESOKSNARING_TEST_RABBITMQ, or start Docker).");
        }
        var rabbit = new OwnRabbitMq();
        rabbit.epmd = ServerProcess.Launch(Path.Combine(rabbit.folder, "epmd.log"), [
            .. ServerProcess.AsUser(User), "epmd", "-port", $"{rabbit.epmdPort}", "-address", "127.0.0.1"]);
        await rabbit.LaunchAsync();
        return rabbit;
    }

    public Task KillAsync() => Server.KillAsync();

    public async Task StartAgainAsync()
    {
        Server.Dispose();
        await LaunchAsync();
    }

    public async Task RestartAsync()
    {
        await Server.StopAsync("TERM");
        await StartAgainAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in new[] { server, epmd }.OfType<ServerProcess>())
        {
            await process.StopAsync("KILL");
            process.Dispose();
        }
        Directory.Delete(folder, recursive: true);
    }

    ServerProcess Server => server ?? throw new InvalidOperationException("The server is not running.");

    async Task LaunchAsync()
    {
        server = ServerProcess.Launch(Path.Combine(folder, "server.log"), [.. ServerProcess.AsUser(User), Program], new Dictionary<string, string>
        {
            ["HOME"] = folder,
            ["LANG"] = "C.UTF-8",
            // The settings of the machine's own node are not ours.
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "none"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "plugins"),
            ["RABBITMQ_NODENAME"] = $"test{port}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = $"{port}",
            ["RABBITMQ_DIST_PORT"] = $"{distribution}",
            ["ERL_EPMD_PORT"] = $"{epmdPort}",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "data"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
            // Replaces the shell by the node itself, so that a signal reaches it.
            ["RABBITMQ_ALLOW_INPUT"] = "true",
            ["RABBITMQ_SERVER_START_ARGS"] = "-noinput",
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] =
                "+S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}",
        });
        var started = Stopwatch.StartNew();
        while (!await AnswersAsync(Uri))
        {
            if (server.HasExited || started.Elapsed > StartLimit)
            {
                throw new InvalidOperationException($"RabbitMQ did not start: {await File.ReadAllTextAsync(Path.Combine(folder, "server.log"))}");
            }
            await Task.Delay(200);
        }
    }

    static async Task<bool> AnswersAsync(Uri uri)
    {
        try
        {
            await using var connection = await new ConnectionFactory { Uri = uri }.CreateConnectionAsync();
            return connection.IsOpen;
        }
        catch (BrokerUnreachableException)
        {
            return false;
        }
    }
}
