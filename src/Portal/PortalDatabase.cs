using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Besoksnaring.Portal;

/// <summary>The portal's connections: it writes schema <c>portal</c>, and reads the catalogue's views.</summary>
sealed class PortalDatabase : IAsyncDisposable
{
    public const string Schema = "portal";

    const int StatementSeconds = 10;

    public PortalDatabase(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.ApplicationName ??= "besoksnaring-portal";
        builder.ConnectionStringBuilder.Options = $"{builder.ConnectionStringBuilder.Options} -c statement_timeout={StatementSeconds}s".Trim();
        builder.UseNodaTime();
        Source = builder.Build();
    }

    public NpgsqlDataSource Source { get; }

    public static void Configure(DbContextOptionsBuilder options, NpgsqlDataSource source) =>
        options.UseNpgsql(source, npgsql => npgsql.UseNodaTime().MigrationsHistoryTable("migration", Schema))
            // Identity maps a telephone number that nobody is asked for.
            .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.MappedPropertyIgnoredWarning));

    public static string ConnectionStringOf(IConfiguration configuration) =>
        configuration.GetConnectionString("Portal") ?? configuration.GetConnectionString("Besoksnaring")
        ?? throw new InvalidOperationException("ConnectionStrings:Portal (or ConnectionStrings:Besoksnaring) is not set: it names the PostgreSQL database, for who may write in schema portal.");

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
