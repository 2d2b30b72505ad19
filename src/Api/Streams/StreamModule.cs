using Besoksnaring.Api.OpenApi;

namespace Besoksnaring.Api.Streams;

static class StreamModule
{
    public static IServiceCollection AddStreams(this IServiceCollection services)
    {
        services.AddSingleton<StreamTopics>();
        services.AddSingleton<StreamAnswer>();
        return services;
    }

    public static void MapStreams(this IEndpointRouteBuilder api)
    {
        api.MapOperation<StreamChanges>("/changes/stream");
        api.MapOperation<StreamSearch>("/searches/{id}/stream");
    }
}
