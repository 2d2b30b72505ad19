using Besoksnaring.Api;
using Besoksnaring.Api.Partners;
using Besoksnaring.Catalog;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Ingest;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Runs;
using Besoksnaring.Portal;
using Besoksnaring.Vocabularies;
using Microsoft.Extensions.Configuration.Memory;
using Npgsql;

namespace Besoksnaring;

/// <summary>Every role in one process: what Ingest reads is in the catalogue when it is sent.</summary>
static class OneProcess
{
    public static Task<int> ServeAsync(CancellationToken cancellationToken) => TellAsync(async () =>
    {
        await using var app = Build();
        await MigrateAsync(app.Configuration, cancellationToken);
        app.MapPortal();
        app.MapApi();
        await app.RunAsync(cancellationToken);
    });

    /// <summary>As it ships, before it is started; <paramref name="configure"/> is for who starts it in a test.</summary>
    public static WebApplication Build(Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder();
        BeQuiet(builder.Configuration);
        configure?.Invoke(builder);
        var (services, configuration) = (builder.Services, builder.Configuration);
        // A wrong registry is told before anything is touched.
        ProviderRegistry.Load(IngestModule.RegistryFileOf(configuration));
        Region.Load(IngestModule.RegistryFileOf(configuration));
        services.AddCatalog(configuration).AddSingleton<IRecordSink>(provider => provider.GetRequiredService<CatalogWriter>());
        services.AddSingleton<IAnsweringSink>(provider => provider.GetRequiredService<CatalogDesk>());
        services.AddIngestRuns(configuration).AddHostedService<IngestGate>();
        services.AddSingleton<RunSchedule>().AddHostedService<LoadThenFollow>();
        services.AddApi(configuration);
        services.AddPortal(configuration);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        return builder.Build();
    }

    public static Task<int> MigrateAsync(CancellationToken cancellationToken) => TellAsync(async () =>
    {
        await MigrateAsync(Configuration(), cancellationToken);
        Console.WriteLine("The database is up to date.");
    });

    public static async Task MigrateAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        var database = CatalogModule.DatabaseOf(configuration);
        await CatalogSchema.MigrateAsync(database, cancellationToken);
        await IngestSchema.MigrateAsync(database, cancellationToken);
        await PartnerSchema.MigrateAsync(database, cancellationToken);
        await PortalSchema.MigrateAsync(database, cancellationToken);
    }

    public static IHost ForCommands()
    {
        var builder = Host.CreateApplicationBuilder();
        // At a terminal the command's own lines are the story.
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddIngestRuns(builder.Configuration).AddCatalogWriter(builder.Configuration);
        builder.Services.AddSingleton<IRecordSink>(provider => provider.GetRequiredService<CatalogWriter>());
        return builder.Build();
    }

    public static IConfiguration Configuration() => new ConfigurationBuilder().AddEnvironmentVariables().Build();

    /// <summary>Its lines at a terminal are the first load's; whoever wants more says so with Logging__LogLevel__Default.</summary>
    static void BeQuiet(ConfigurationManager configuration) => ((IConfigurationBuilder)configuration).Sources.Insert(0, new MemoryConfigurationSource
    {
        InitialData = [new("Logging:LogLevel:Default", "Warning"), new("Logging:Console:FormatterName", "simple"), new("Logging:Console:FormatterOptions:SingleLine", "true")],
    });

    static async Task<int> TellAsync(Func<Task> act)
    {
        try
        {
            await act();
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
}
