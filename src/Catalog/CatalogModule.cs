using Besoksnaring.Catalog.Changes;
using Besoksnaring.Catalog.Decisions;
using Besoksnaring.Catalog.Listings;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Vocabularies;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Besoksnaring.Catalog;

/// <summary>What Catalog is made of. In one process <see cref="CatalogWriter"/> is the sink; over the bus a consumer hands to it.</summary>
static class CatalogModule
{
    /// <summary>The write path, with the work that time brings.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<LogOptions>, LogOptionsValidator>();
        services.AddOptions<LogOptions>().Bind(configuration.GetSection("Catalog")).ValidateOnStart();
        return services.AddCatalogWriter(configuration).AddHostedService<CatalogGate>().AddHostedService<HorizonWorker>().AddHostedService<EditionWorker>().AddHostedService<LogKeeper>();
    }

    /// <summary>The write path alone: for commands, which write and end.</summary>
    public static IServiceCollection AddCatalogWriter(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => configuration["Registry:File"] is { } file ? Region.Load(file) : Region.Default);
        services.AddSingleton(_ => new CatalogDatabase(DatabaseOf(configuration)));
        services.AddSingleton<CatalogWriter>();
        services.AddSingleton<DecisionWriter>();
        services.AddSingleton<ListingPreviews>();
        services.AddSingleton<CatalogDesk>();
        return services;
    }

    public static string DatabaseOf(IConfiguration configuration) => configuration.GetConnectionString("Besoksnaring")
        ?? throw new InvalidOperationException("ConnectionStrings:Besoksnaring is not set: it names the PostgreSQL database.");
}
