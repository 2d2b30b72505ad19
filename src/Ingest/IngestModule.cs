using Besoksnaring.Ingest.Fetching;
using Besoksnaring.Ingest.Providers;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Runs;
using Besoksnaring.Ingest.Snapshots;
using Besoksnaring.Vocabularies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Besoksnaring.Ingest;

/// <summary>What Ingest is made of. The host adds an <see cref="Contracts.IRecordSink"/>.</summary>
static class IngestModule
{
    /// <summary>Everything, with the schedule that runs the providers.</summary>
    public static IServiceCollection AddIngest(this IServiceCollection services, IConfiguration configuration) =>
        services.AddIngestRuns(configuration).AddHostedService<IngestGate>().AddHostedService<RunSchedule>();

    /// <summary>Everything but the schedule: for commands, which run one provider and end.</summary>
    public static IServiceCollection AddIngestRuns(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<IngestOptions>, IngestOptionsValidator>();
        services.AddOptions<IngestOptions>().Bind(configuration.GetSection("Ingest")).ValidateOnStart();
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.AddSingleton(_ => new IngestDatabase(() => DatabaseOf(configuration)));
        services.AddSingleton(_ => ProviderRegistry.Load(RegistryFileOf(configuration)));
        services.AddDbContextFactory<IngestContext>((provider, options) =>
            IngestSchema.Configure(options, provider.GetRequiredService<IngestDatabase>()));
        services.TryAddSingleton(_ => Region.Load(RegistryFileOf(configuration)));
        services.TryAddSingleton(ProviderFormats.All);
        services.AddSingleton<ProviderClients>();
        services.AddSingleton<Fetcher>();
        services.AddSingleton<SnapshotStore>();
        services.AddSingleton<RunMemory>();
        services.AddSingleton<RunLog>();
        services.AddSingleton<ReadingRoom>();
        services.AddSingleton<RecordSender>();
        services.AddSingleton<ProviderRun>();
        services.AddSingleton<HeldRuns>();
        services.AddSingleton<DryRun>();
        services.AddHealthChecks().AddCheck<IngestHealth>("ingest", tags: ["ready"]);
        return services;
    }

    /// <summary>Health only: what Ingest knows is shown by the Api.</summary>
    public static void MapIngest(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") });
    }

    public static string DatabaseOf(IConfiguration configuration) => configuration.GetConnectionString("Besoksnaring")
        ?? throw new InvalidOperationException("ConnectionStrings:Besoksnaring is not set: it names the PostgreSQL database.");

    public static string RegistryFileOf(IConfiguration configuration) => configuration["Registry:File"]
        ?? throw new InvalidOperationException("Registry:File is not set: it names providers.json.");
}
