using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Besoksnaring.Api.Outbound;

/// <summary>Calls to addresses that partners give us.</summary>
static class OutboundModule
{
    public static IServiceCollection AddOutbound(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<OutboundOptions>, OutboundOptionsValidator>();
        services.AddOptions<OutboundOptions>().Bind(configuration.GetSection("Outbound")).ValidateOnStart();
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.AddSingleton(_ => new NameLookup());
        services.TryAddSingleton<ResolveName>(provider => provider.GetRequiredService<NameLookup>().AddressesAsync);
        services.AddSingleton<OutboundRules>();
        services.AddSingleton<OutboundConnections>();
        services.AddSingleton(provider => new OutboundCalls(
            provider.GetRequiredService<OutboundConnections>().Handler(), provider.GetRequiredService<OutboundRules>(),
            provider.GetRequiredService<IOptions<OutboundOptions>>(), provider.GetRequiredService<IClock>()));
        return services;
    }
}
