using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Besoksnaring.Ingest;

/// <summary>Schema <c>ingest</c>: brought up to date by a command of its own, and looked at before anything starts.</summary>
static class IngestSchema
{
    // Any number that no other role's migration uses.
    const long LockKey = 7_305_821_001;

    /// <summary>Applies what is missing. Several processes may call it at once: one works, the others wait for it.</summary>
    public static async Task MigrateAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var database = new IngestDatabase(() => connectionString);
        await using var locked = await database.Source.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(locked, $"select pg_advisory_lock({LockKey})", cancellationToken);
        await using var context = Context(database);
        await context.Database.MigrateAsync(cancellationToken);
        await ExecuteAsync(locked, $"select pg_advisory_unlock({LockKey})", cancellationToken);
    }

    /// <exception cref="InvalidOperationException">The schema is missing, older or newer; the message says what to run.</exception>
    public static async Task CheckAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var database = new IngestDatabase(() => connectionString);
        await using var context = Context(database);
        var ours = context.Database.GetMigrations().ToHashSet();
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToHashSet();
        if (applied.Except(ours).FirstOrDefault() is { } newer)
        {
            throw new InvalidOperationException(
                $"Schema ingest has {newer}, which this version does not know: the database is newer than the program. Start a newer version.");
        }
        if (ours.Except(applied).FirstOrDefault() is { } missing)
        {
            throw new InvalidOperationException(
                $"Schema ingest {(applied.Count == 0 ? "is missing" : $"lacks {missing}")}. Run 'migrate' first (or the quick start, which does it by itself).");
        }
    }

    internal static void Configure(DbContextOptionsBuilder options, IngestDatabase database) =>
        options.UseNpgsql(database.Source, npgsql => npgsql.UseNodaTime().MigrationsHistoryTable("migration", IngestDatabase.Schema));

    internal static IngestContext Context(IngestDatabase database)
    {
        var options = new DbContextOptionsBuilder<IngestContext>();
        Configure(options, database);
        return new IngestContext(options.Options);
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
