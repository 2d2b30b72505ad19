using Npgsql;

namespace Besoksnaring.Ingest;

/// <summary>Ingest's own connections to PostgreSQL; in one process the catalogue has others.</summary>
sealed class IngestDatabase(string connectionString) : IAsyncDisposable
{
    public const string Schema = "ingest";

    public NpgsqlDataSource Source { get; } = Build(connectionString);

    static NpgsqlDataSource Build(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.ApplicationName ??= "besoksnaring-ingest";
        builder.ConnectionStringBuilder.MaxAutoPrepare = 20;
        builder.UseNodaTime();
        return builder.Build();
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
