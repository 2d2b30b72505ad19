using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Besoksnaring.Api.Partners;

/// <summary>The Api's own connections to what it owns, schema <c>partner</c>: the only ones of its that may write.</summary>
sealed class PartnerDatabase : IAsyncDisposable
{
    public const string Schema = "partner";

    const int Connections = 10;

    readonly DbContextOptions<PartnerContext> options;

    public PartnerDatabase(string connectionString, int? statementSeconds = null)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.ApplicationName ??= "besoksnaring-partners";
        if (statementSeconds is { } seconds)
        {
            builder.ConnectionStringBuilder.Options = $"{builder.ConnectionStringBuilder.Options} -c statement_timeout={seconds}s".Trim();
            builder.ConnectionStringBuilder.MaxPoolSize = Connections;
            builder.ConnectionStringBuilder.MaxAutoPrepare = 20;
        }
        builder.UseNodaTime();
        Source = builder.Build();
        options = new DbContextOptionsBuilder<PartnerContext>()
            .UseNpgsql(Source, npgsql => npgsql.UseNodaTime().MigrationsHistoryTable("migration", Schema)).Options;
    }

    public NpgsqlDataSource Source { get; }

    public PartnerContext Context() => new(options);

    public static PartnerDatabase ForServing(IConfiguration configuration, IOptions<ApiOptions> options) => new(ConnectionStringOf(configuration), options.Value.StatementSeconds);

    public static string ConnectionStringOf(IConfiguration configuration) =>
        configuration.GetConnectionString("Partners") ?? configuration.GetConnectionString("Besoksnaring")
        ?? throw new InvalidOperationException(
            "ConnectionStrings:Partners (or ConnectionStrings:Besoksnaring) is not set: it names the PostgreSQL database, for who may write in schema partner.");

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
