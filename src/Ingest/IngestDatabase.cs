using Npgsql;

namespace Besoksnaring.Ingest;

/// <summary>Ingest's own connections to PostgreSQL; in one process the catalogue has others.</summary>
sealed class IngestDatabase(Func<string> connectionString) : IAsyncDisposable
{
    public const string Schema = "ingest";

    // Made when first used: a dry run works without any.
    readonly Lazy<NpgsqlDataSource> source = new(() => Build(connectionString()));

    public NpgsqlDataSource Source => source.Value;

    static NpgsqlDataSource Build(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.ApplicationName ??= "besoksnaring-ingest";
        builder.ConnectionStringBuilder.MaxAutoPrepare = 20;
        builder.UseNodaTime();
        return builder.Build();
    }

    public ValueTask DisposeAsync() => source.IsValueCreated ? source.Value.DisposeAsync() : ValueTask.CompletedTask;
}
