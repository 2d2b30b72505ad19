using Besoksnaring.Api;
using Besoksnaring.Catalog;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Ingest;
using Besoksnaring.Ingest.Commands;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Vocabularies;
using Npgsql;

namespace Besoksnaring;

/// <summary>All roles in one process: what Ingest sends is written to the catalogue by a call, and committed when it returns.</summary>
static class OneProcess
{
    public static async Task<int> ServeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var app = Build();
            await MigrateAsync(app.Configuration, cancellationToken);
            await app.RunAsync(cancellationToken);
            return 0;
        }
        catch (Exception exception) when (exception is RegistryException or VocabularyException or InvalidOperationException or IOException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
        catch (NpgsqlException exception)
        {
            await Console.Error.WriteLineAsync($"The database cannot be used: {exception.Message}");
            return 1;
        }
    }

    public static async Task<int> MigrateAsync(CancellationToken cancellationToken)
    {
        await MigrateAsync(new ConfigurationBuilder().AddEnvironmentVariables().Build(), cancellationToken);
        await Console.Out.WriteLineAsync("The database is up to date.");
        return 0;
    }

    public static IHost ForCommands()
    {
        var builder = Host.CreateApplicationBuilder();
        // At a terminal the command's own lines are the story.
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddIngestRuns(builder.Configuration).AddCatalogWriter(builder.Configuration);
        builder.Services.AddSingleton<IRecordSink>(services => services.GetRequiredService<CatalogWriter>());
        return builder.Build();
    }

    static WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddCatalog(builder.Configuration).AddIngest(builder.Configuration).AddApi(builder.Configuration);
        builder.Services.AddSingleton<IRecordSink>(services => services.GetRequiredService<CatalogWriter>());
        var app = builder.Build();
        app.MapApi();
        return app;
    }

    static async Task MigrateAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        var database = CatalogModule.DatabaseOf(configuration);
        await CatalogSchema.MigrateAsync(database, cancellationToken);
        await IngestSchema.MigrateAsync(database, cancellationToken);
    }
}
