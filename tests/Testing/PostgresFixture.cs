using Besoksnaring.Testing.Servers;
using Npgsql;
using Testcontainers.PostgreSql;
using Xunit;

namespace Besoksnaring.Testing;

/// <summary>
/// A real PostgreSQL with PostGIS for a test assembly: the one that the environment names, else one in Docker, else a
/// private one on this machine. Each caller gets databases of its own.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    /// <summary>A superuser's connection string; when set, nothing is started.</summary>
    public const string Variable = "BESOKSNARING_TEST_POSTGRES";

    public const string Image = "postgis/postgis:15-3.3";

    readonly List<string> created = [];
    string server = "";
    IAsyncDisposable? started;

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            server = given;
            return;
        }
        if (Docker.Answers)
        {
            var container = new PostgreSqlBuilder(Image).WithDatabase("postgres").WithUsername("postgres").Build();
            started = container;
            await container.StartAsync();
            server = container.GetConnectionString();
            return;
        }
        var own = await OwnPostgres.StartAsync();
        started = own;
        server = own.ConnectionString;
    }

    /// <returns>The connection string of a new, empty database with PostGIS.</returns>
    public async Task<string> CreateDatabaseAsync(string name = "test")
    {
        var database = $"{name}_{Guid.NewGuid():N}"[..Math.Min(name.Length + 13, 50)];
        await ExecuteAsync(server, $"create database \"{database}\"");
        lock (created)
        {
            created.Add(database);
        }
        var connection = new NpgsqlConnectionStringBuilder(server) { Database = database }.ConnectionString;
        await ExecuteAsync(connection, "create extension if not exists postgis");
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (started is not null)
        {
            await started.DisposeAsync();
            return;
        }
        foreach (var database in created)
        {
            await ExecuteAsync(server, $"drop database if exists \"{database}\" with (force)");
        }
    }

    static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
