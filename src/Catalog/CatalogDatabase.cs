using Npgsql;

namespace Besoksnaring.Catalog;

/// <summary>The catalogue's own connections to PostgreSQL.</summary>
sealed class CatalogDatabase(string connectionString) : IAsyncDisposable
{
    public const string Schema = "catalog";

    public NpgsqlDataSource Source { get; } = Build(connectionString);

    static NpgsqlDataSource Build(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.ApplicationName ??= "besoksnaring-catalog";
        builder.ConnectionStringBuilder.MaxAutoPrepare = 40;
        builder.UseNodaTime();
        return builder.Build();
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
