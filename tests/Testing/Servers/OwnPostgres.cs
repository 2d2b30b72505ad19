using System.Diagnostics;
using Npgsql;

namespace Besoksnaring.Testing.Servers;

/// <summary>A PostgreSQL of the test's own, on loopback, that may be killed and started again.</summary>
public sealed class OwnPostgres : IAsyncDisposable
{
    const string User = "postgres";
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    readonly string programs;
    readonly string folder = ServerProcess.NewFolder("postgres", User);
    readonly int port = Loopback.FreePort();
    readonly string[] settings;
    ServerProcess? server;

    OwnPostgres(string programs, string[] settings)
    {
        this.programs = programs;
        this.settings = settings;
    }

    /// <summary>A superuser's, to the database <c>postgres</c>.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={port};Username={User};Database=postgres";

    public static bool CanStart => FindPrograms() is not null;

    /// <param name="settings">Such as <c>synchronous_commit=off</c>.</param>
    public static async Task<OwnPostgres> StartAsync(params string[] settings)
    {
        var programs = FindPrograms() ?? throw new InvalidOperationException(
            "PostgreSQL was not found: apt-get install postgresql postgresql-15-postgis-3 (or set BESOKSNARING_TEST_POSTGRES, or start Docker).");
        var postgres = new OwnPostgres(programs, settings);
        await ServerProcess.RunAsync([
            .. ServerProcess.AsUser(User), Path.Combine(programs, "initdb"), "-U", User, "-A", "trust",
            "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-D", postgres.Data]);
        await postgres.LaunchAsync();
        return postgres;
    }

    string Data => Path.Combine(folder, "data");

    /// <summary>kill -9 of the postmaster and its backends.</summary>
    public Task KillAsync() => Server.KillAsync();

    public async Task StartAgainAsync()
    {
        Server.Dispose();
        File.Delete(Path.Combine(Data, "postmaster.pid"));
        await LaunchAsync();
    }

    /// <summary>A clean restart as an operator would do: sessions are ended.</summary>
    public async Task RestartAsync()
    {
        await Server.StopAsync("INT");
        await StartAgainAsync();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (server is not null)
        {
            await server.StopAsync("QUIT");
            server.Dispose();
        }
        Directory.Delete(folder, recursive: true);
    }

    ServerProcess Server => server ?? throw new InvalidOperationException("The server is not running.");

    async Task LaunchAsync()
    {
        // A killed process loses nothing that the kernel has: fsync guards against power failures, which no test makes.
        string[] usual = [
            "listen_addresses=127.0.0.1", $"port={port}", "unix_socket_directories=", "fsync=off", "max_connections=200", "shared_buffers=64MB"];
        server = ServerProcess.Launch(Path.Combine(folder, "server.log"), [
            .. ServerProcess.AsUser(User), Path.Combine(programs, "postgres"), "-D", Data,
            .. usual.Concat(settings).SelectMany(setting => new[] { "-c", setting })]);
        var started = Stopwatch.StartNew();
        while (!await AnswersAsync())
        {
            if (server.HasExited || started.Elapsed > StartLimit)
            {
                throw new InvalidOperationException($"PostgreSQL did not start: {await File.ReadAllTextAsync(Path.Combine(folder, "server.log"))}");
            }
            await Task.Delay(50);
        }
    }

    async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false;Timeout=2");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <returns>The folder with <c>initdb</c>, the newest where several are installed; null when there is none.</returns>
    static string? FindPrograms()
    {
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            : Enumerable.Empty<string>();
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        return debian.Select(folder => Path.Combine(folder, "bin")).Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }
}
