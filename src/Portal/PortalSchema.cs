using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Besoksnaring.Portal;

/// <summary>Schema <c>portal</c>: brought up to date by a command of its own, and looked at before anything starts.</summary>
static class PortalSchema
{
    // Any number that no other role's migration uses.
    const long LockKey = 7_305_821_004;

    /// <summary>Applies what is missing. Several processes may call it at once: one works, the others wait for it.</summary>
    public static async Task MigrateAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var database = new PortalDatabase(connectionString);
        await using var locked = await database.Source.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(locked, $"select pg_advisory_lock({LockKey})", cancellationToken);
        await using var context = Context(database);
        await context.Database.MigrateAsync(cancellationToken);
        await ExecuteAsync(locked, $"select pg_advisory_unlock({LockKey})", cancellationToken);
    }

    /// <exception cref="InvalidOperationException">The schema is missing, older or newer; the message says what to run.</exception>
    public static async Task CheckAsync(PortalDatabase database, CancellationToken cancellationToken)
    {
        await using var context = Context(database);
        var ours = context.Database.GetMigrations().ToHashSet();
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToHashSet();
        if (applied.Except(ours).FirstOrDefault() is { } newer)
        {
            throw new InvalidOperationException(
                $"Schema portal has {newer}, which this version does not know: the database is newer than the program. Start a newer version.");
        }
        if (ours.Except(applied).FirstOrDefault() is { } missing)
        {
            throw new InvalidOperationException(
                $"Schema portal {(applied.Count == 0 ? "is missing" : $"lacks {missing}")}. Run 'migrate' first (or the quick start, which does it by itself).");
        }
    }

    public static PortalContext Context(PortalDatabase database)
    {
        var options = new DbContextOptionsBuilder<PortalContext>();
        PortalDatabase.Configure(options, database.Source);
        return new PortalContext(options.Options);
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
