using Npgsql;
using Xunit;

namespace Besoksnaring.Testing;

/// <summary>A real PostgreSQL with PostGIS for a test assembly; each caller gets databases of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    /// <summary>A superuser's connection string; when set, nothing is started.</summary>
    public const string Variable = "BESOKSNARING_TEST_POSTGRES";

    readonly List<string> created = [];
    string server = "";

    public ValueTask InitializeAsync()
    {
        server = Environment.GetEnvironmentVariable(Variable)
            ?? throw new InvalidOperationException($"Set {Variable} to a superuser's connection string.");
        return ValueTask.CompletedTask;
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
