using Besoksnaring.Catalog.Bus;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Vocabularies;

namespace Besoksnaring.Catalog;

/// <summary>Catalog as a service of its own: what it writes comes over RabbitMQ.</summary>
static class CatalogHost
{
    public static async Task<int> ServeAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddCatalog(builder.Configuration);
        builder.Services.AddSingleton<IRecordSink>(services => services.GetRequiredService<CatalogWriter>());
        builder.Services.AddRecordConsumer(builder.Configuration);
        builder.Services.AddHealthChecks().AddCheck<CatalogHealth>("catalog", tags: ["ready"]);
        await using var app = builder.Build();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") });
        try
        {
            await app.RunAsync(cancellationToken);
            return 0;
        }
        catch (Exception exception) when (exception is VocabularyException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    public static async Task<int> MigrateAsync(CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        try
        {
            await CatalogSchema.MigrateAsync(CatalogModule.DatabaseOf(configuration), cancellationToken);
        }
        catch (Exception exception) when (exception is Npgsql.NpgsqlException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync($"Schema catalog could not be brought up to date: {exception.Message}");
            return 1;
        }
        await Console.Out.WriteLineAsync("Schema catalog is up to date.");
        return 0;
    }
}
