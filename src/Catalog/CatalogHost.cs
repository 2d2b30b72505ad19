using Besoksnaring.Catalog.Bus;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Vocabularies;
using Npgsql;

namespace Besoksnaring.Catalog;

/// <summary>Catalog as a service of its own: what it writes comes over RabbitMQ.</summary>
static class CatalogHost
{
    public static Task<int> ServeAsync(CancellationToken cancellationToken) => TellAsync(async () =>
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddCatalog(builder.Configuration).AddConsumers(builder.Configuration);
        builder.Services.AddSingleton<IRecordSink>(services => services.GetRequiredService<CatalogWriter>());
        builder.Services.AddSingleton<IAnsweringSink>(services => services.GetRequiredService<CatalogDesk>());
        builder.Services.AddHealthChecks().AddCheck<CatalogHealth>("catalog", tags: ["ready"]);
        await using var app = builder.Build();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") });
        await app.RunAsync(cancellationToken);
    });

    public static Task<int> MigrateAsync(CancellationToken cancellationToken) => TellAsync(async () =>
    {
        await CatalogSchema.MigrateAsync(CatalogModule.DatabaseOf(Configuration()), cancellationToken);
        Console.WriteLine("Schema catalog is up to date.");
    });

    public static IConfiguration Configuration() => new ConfigurationBuilder().AddEnvironmentVariables().Build();

    static async Task<int> TellAsync(Func<Task> act)
    {
        try
        {
            await act();
            return 0;
        }
        catch (Exception exception) when (exception is VocabularyException or InvalidOperationException)
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
}
