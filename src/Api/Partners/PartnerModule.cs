using Besoksnaring.Api.Rights;
using Besoksnaring.Api.Searches;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Api.Partners;

/// <summary>Partners, their keys, and what they keep here.</summary>
static class PartnerModule
{
    public static IServiceCollection AddPartners(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => PartnerDatabase.ForServing(configuration, provider.GetRequiredService<IOptions<ApiOptions>>()));
        services.AddSingleton<PartnerRevision>();
        services.AddHostedService(provider => provider.GetRequiredService<PartnerRevision>());
        services.AddSingleton<KnownKeys>();
        services.AddSingleton<PartnerRights>();
        services.AddSingleton<SavedSearches>();
        return services;
    }
}
